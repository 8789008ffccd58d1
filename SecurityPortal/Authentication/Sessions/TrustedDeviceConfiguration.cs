namespace SecurityPortal.Authentication.Sessions;

internal sealed class TrustedDeviceConfiguration : IEntityTypeConfiguration<TrustedDevice>
{
    public void Configure(EntityTypeBuilder<TrustedDevice> builder)
    {
        builder.ToTable("TrustedDevices").HasKey(device => device.Id);
        builder.HasIndex(device => device.UserId);
        builder.HasIndex(device => device.ExpiresAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(device => device.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
