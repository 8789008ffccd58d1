namespace SecurityPortal.OpenId;

/// <summary>An application that people sign in to through the portal, as stored in the database.</summary>
/// <param name="Key">The id of its row.</param>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Name">The name that people know it by.</param>
/// <param name="Host">The host of its first redirect URI; empty when it has none.</param>
internal sealed record Client(string Key, string Id, string Name, string Host)
{
    public bool IsFirstParty { get; init; }

    public bool IsPublic { get; init; }

    public bool IsConfigured { get; init; }

    public Uri? BackchannelLogoutUri { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Whether exactly this address is registered for it.</summary>
    public bool Owns(string uri) => RedirectUris.Concat(PostLogoutRedirectUris).Contains(uri, StringComparer.Ordinal);
}
