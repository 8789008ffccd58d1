using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

internal sealed class SupportActionConfiguration : IEntityTypeConfiguration<SupportAction>
{
    public void Configure(EntityTypeBuilder<SupportAction> builder)
    {
        builder.ToTable("SupportActions").HasKey(action => action.Id);
        builder.HasIndex(action => new { action.CaseId, action.State });
        builder.HasIndex(action => new { action.UserId, action.AskedAt });
        builder.HasIndex(action => new { action.State, action.DueAt });
        builder.HasIndex(action => action.AskedAt);
        builder.Ignore(action => action.OpensAccount);
        builder.HasOne<SupportCase>().WithMany().HasForeignKey(action => action.CaseId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(action => action.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
