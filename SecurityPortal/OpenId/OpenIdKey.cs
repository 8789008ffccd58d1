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
