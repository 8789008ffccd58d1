namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>A person's security key: its name and usage. Identity's passkey record holds the public key.</summary>
internal sealed class SecurityKey
{
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required byte[] CredentialId { get; init; }

    public required string Name { get; set; }

    /// <summary>The highest signature counter seen; 0 for keys without a counter.</summary>
    public required long SignCount { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}
