namespace SecurityPortal.Support.Passes;

internal sealed class TemporaryPassConfiguration : IEntityTypeConfiguration<TemporaryPass>
{
    public void Configure(EntityTypeBuilder<TemporaryPass> builder)
    {
        builder.ToTable("TemporaryPasses").HasKey(pass => pass.Id);
        builder.HasIndex(pass => pass.UserId);
        builder.HasIndex(pass => pass.ActionId);
        builder.HasIndex(pass => pass.PageHash).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(pass => pass.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
