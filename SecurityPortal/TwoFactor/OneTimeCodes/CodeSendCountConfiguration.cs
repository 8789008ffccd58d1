using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.TwoFactor.OneTimeCodes;

internal sealed class CodeSendCountConfiguration : IEntityTypeConfiguration<CodeSendCount>
{
    public void Configure(EntityTypeBuilder<CodeSendCount> builder)
    {
        builder.ToTable("CodeSendCounts").HasKey(count => new { count.Key, count.Period });
        builder.Property(count => count.Key).HasMaxLength(128);
        builder.HasIndex(count => count.Period);
    }
}
