using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>A security key of a person: its name and use, beside Identity's passkey record with the public key.</summary>
internal sealed class SecurityKey
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required byte[] CredentialId { get; init; }

    public required string Name { get; set; }

    /// <summary>The highest signature counter seen; 0 for keys that do not count.</summary>
    public required long SignCount { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class SecurityKeyConfiguration : IEntityTypeConfiguration<SecurityKey>
{
    public void Configure(EntityTypeBuilder<SecurityKey> builder)
    {
        builder.ToTable("SecurityKeys").HasKey(key => key.Id);
        builder.HasIndex(key => key.UserId);
        builder.HasIndex(key => key.CredentialId).IsUnique();
        builder.Property(key => key.Name).HasMaxLength(MethodItems.MaxNameLength);
        builder.HasOne<IdentityUserPasskey<string>>().WithOne()
            .HasForeignKey<SecurityKey>(key => key.CredentialId).OnDelete(DeleteBehavior.Cascade);
    }
}
