namespace SecurityPortal.TwoFactor.OneTimeCodes;

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("OneTimeCodes").HasKey(code => new { code.Purpose, code.Method });
        builder.Property(code => code.Purpose).HasMaxLength(128);
        builder.Property(code => code.Method).HasMaxLength(64);
        builder.HasIndex(code => code.ExpiresAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(code => code.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
