namespace SecurityPortal.TwoFactor.AuthenticatorApp;

internal sealed class EnrolledAppConfiguration : IEntityTypeConfiguration<EnrolledApp>
{
    public void Configure(EntityTypeBuilder<EnrolledApp> builder)
    {
        builder.ToTable("AuthenticatorApps").HasKey(app => app.Id);
        builder.HasIndex(app => app.UserId);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(app => app.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
