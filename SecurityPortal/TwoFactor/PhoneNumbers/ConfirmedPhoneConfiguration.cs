namespace SecurityPortal.TwoFactor.PhoneNumbers;

internal sealed class ConfirmedPhoneConfiguration : IEntityTypeConfiguration<ConfirmedPhone>
{
    public void Configure(EntityTypeBuilder<ConfirmedPhone> builder)
    {
        builder.ToTable("ConfirmedPhones").HasKey(phone => phone.UserId);
        builder.HasIndex(phone => phone.Fingerprint);
        builder.HasIndex(phone => phone.LastFour);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<ConfirmedPhone>(phone => phone.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
