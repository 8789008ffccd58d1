using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SecurityPortal.OpenId;

/// <summary>A key that tokens are signed or encrypted with. All nodes share them.</summary>
internal sealed class OpenIdKey
{
    /// <summary>The <c>kid</c> in the headers of tokens.</summary>
    public required string Id { get; init; }

    public required OpenIdKeyUse Use { get; init; }

    /// <summary>From then on it is the one that is used; published, if it is for signing, since it was made.</summary>
    public required DateTimeOffset ActiveFrom { get; init; }

    /// <summary>The key itself, encrypted by the data protection key ring.</summary>
    public required byte[] Ciphertext { get; init; }
}

internal enum OpenIdKeyUse
{
    /// <summary>RSA of 2048 bits, for RS256: the algorithm that every OpenID client has to know.</summary>
    Signing,

    /// <summary>256 random bits, for codes and refresh tokens, which nobody but the portal reads.</summary>
    Encryption,
}

internal sealed class OpenIdKeyConfiguration : IEntityTypeConfiguration<OpenIdKey>
{
    public void Configure(EntityTypeBuilder<OpenIdKey> builder)
    {
        builder.ToTable("OpenIdKeys").HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(64);
    }
}
