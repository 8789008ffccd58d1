namespace SecurityPortal.OpenId;

/// <summary>A key that signs or encrypts tokens. All nodes share it.</summary>
internal sealed class OpenIdKey
{
    /// <summary>The <c>kid</c> in the headers of tokens.</summary>
    public required string Id { get; init; }

    public required OpenIdKeyUse Use { get; init; }

    /// <summary>When the key comes into use. A signing key is published as soon as it is created.</summary>
    public required DateTimeOffset ActiveFrom { get; init; }

    /// <summary>The key itself, encrypted by the data protection key ring.</summary>
    public required byte[] Ciphertext { get; init; }
}
