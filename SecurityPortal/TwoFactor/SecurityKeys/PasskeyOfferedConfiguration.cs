namespace SecurityPortal.TwoFactor.SecurityKeys;

internal sealed class PasskeyOfferedConfiguration : IEntityTypeConfiguration<PasskeyOffered>
{
    public void Configure(EntityTypeBuilder<PasskeyOffered> builder)
    {
        builder.ToTable("PasskeyOffers").HasKey(row => row.UserId);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<PasskeyOffered>(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
