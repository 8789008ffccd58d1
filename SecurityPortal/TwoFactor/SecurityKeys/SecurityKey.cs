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
