namespace SecurityPortal.TwoFactor.SecurityKeys;

internal sealed class KeyCeremonyConfiguration : IEntityTypeConfiguration<KeyCeremony>
{
    public void Configure(EntityTypeBuilder<KeyCeremony> builder)
    {
        builder.ToTable("KeyCeremonies").HasKey(ceremony => ceremony.Purpose);
        builder.HasIndex(ceremony => ceremony.ExpiresAt);
    }
}
