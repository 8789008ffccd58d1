namespace SecurityPortal.Support.Cases;

internal sealed class SavedCaseViewConfiguration : IEntityTypeConfiguration<SavedCaseView>
{
    public void Configure(EntityTypeBuilder<SavedCaseView> builder)
    {
        builder.ToTable("SavedCaseViews").HasKey(view => view.Id);
        builder.HasIndex(view => new { view.AgentId, view.Name }).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(view => view.AgentId).OnDelete(DeleteBehavior.Cascade);
    }
}
