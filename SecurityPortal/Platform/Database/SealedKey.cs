using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.Platform.Database;

/// <summary>A long-lived key, encrypted by the data protection key ring, which is kept outside the database.</summary>
internal sealed class SealedKey
{
    public required string Name { get; init; }

    public required byte[] Ciphertext { get; init; }
}

internal sealed class SealedKeyConfiguration : IEntityTypeConfiguration<SealedKey>
{
    public void Configure(EntityTypeBuilder<SealedKey> builder)
    {
        builder.ToTable("SealedKeys").HasKey(key => key.Name);
        builder.Property(key => key.Name).HasMaxLength(64);
    }
}
