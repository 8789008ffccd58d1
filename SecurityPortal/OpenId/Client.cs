namespace SecurityPortal.OpenId;

/// <summary>An application that may sign people in here, as the database has it.</summary>
/// <param name="Key">The id of its row.</param>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Name">The name that people know it by.</param>
/// <param name="Host">Where it is, as far as its first redirect URI tells.</param>
internal sealed record Client(string Key, string Id, string Name, string Host)
{
    public bool IsFirstParty { get; init; }

    public bool IsPublic { get; init; }

    public bool IsConfigured { get; init; }

    public Uri? BackchannelLogoutUri { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Whether this very address is one of its own, letter by letter.</summary>
    public bool Owns(string uri) => RedirectUris.Concat(PostLogoutRedirectUris).Contains(uri, StringComparer.Ordinal);
}
