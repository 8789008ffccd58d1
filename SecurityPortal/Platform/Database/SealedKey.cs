namespace SecurityPortal.Platform.Database;

/// <summary>A long-lived key, encrypted by the data protection key ring, which is kept outside the database.</summary>
internal sealed class SealedKey
{
    public required string Name { get; init; }

    public required byte[] Ciphertext { get; init; }
}
