namespace SecurityPortal.Platform.Database;

/// <summary>A long-lived key, encrypted with the data protection key ring.</summary>
internal sealed class SealedKey
{
    public required string Name { get; init; }

    public required byte[] Ciphertext { get; init; }
}
