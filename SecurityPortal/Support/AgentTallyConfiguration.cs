using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Support;

internal sealed class AgentTallyConfiguration : IEntityTypeConfiguration<AgentTally>
{
    public void Configure(EntityTypeBuilder<AgentTally> builder)
    {
        builder.ToTable("AgentTallies").HasKey(tally => new { tally.AgentId, tally.Kind, tally.Minute });
        builder.Property(tally => tally.Kind).HasMaxLength(16);
        builder.HasIndex(tally => tally.Minute);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(tally => tally.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}
