namespace SecurityPortal.TwoFactor.OneTimeCodes;

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("OneTimeCodes").HasKey(code => new { code.Purpose, code.Method });
        builder.HasIndex(code => code.ExpiresAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
