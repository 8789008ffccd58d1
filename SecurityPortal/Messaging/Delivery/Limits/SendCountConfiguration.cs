using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Messaging.Delivery.Limits;

internal sealed class SendCountConfiguration : IEntityTypeConfiguration<SendCount>
{
    public void Configure(EntityTypeBuilder<SendCount> builder)
    {
        builder.ToTable("SendCounts").HasKey(count => new { count.Key, count.Period });
        builder.Property(count => count.Key).HasMaxLength(128);
        builder.HasIndex(count => count.Period);
    }
}
