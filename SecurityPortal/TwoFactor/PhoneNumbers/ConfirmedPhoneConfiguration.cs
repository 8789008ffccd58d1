namespace SecurityPortal.TwoFactor.PhoneNumbers;

internal sealed class ConfirmedPhoneConfiguration : IEntityTypeConfiguration<ConfirmedPhone>
{
    public void Configure(EntityTypeBuilder<ConfirmedPhone> builder)
    {
        builder.ToTable("ConfirmedPhones").HasKey(phone => phone.UserId);
        builder.HasIndex(phone => phone.Fingerprint);
        builder.HasIndex(phone => phone.LastFour);
        builder.Property(phone => phone.Fingerprint).HasMaxLength(22);
        builder.Property(phone => phone.LastFour).HasMaxLength(11);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<ConfirmedPhone>(phone => phone.UserId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
