namespace SecurityPortal.Authentication.Sessions;

internal sealed class KnownBrowserConfiguration : IEntityTypeConfiguration<KnownBrowser>
{
    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("KnownBrowsers").HasKey(browser => new { browser.UserId, browser.TokenHash });
        builder.HasIndex(browser => browser.LastSeenAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(browser => browser.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
