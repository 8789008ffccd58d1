namespace SecurityPortal.Platform.Database;

internal sealed class SealedKeyConfiguration : IEntityTypeConfiguration<SealedKey>
{
    public void Configure(EntityTypeBuilder<SealedKey> builder)
    {
        builder.ToTable("SealedKeys").HasKey(key => key.Name);
    }
}
