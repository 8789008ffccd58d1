using Microsoft.IdentityModel.Tokens;
using Known = OpenIddict.Abstractions.OpenIddictConstants.Scopes;

namespace SecurityPortal.OpenId;

/// <summary>An operator's definition of an application that people sign in to through the portal; not validated yet.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Name">The name that people know it by.</param>
internal sealed record ClientDefinition(string Id, string Name)
{
    public const int MaxIdLength = 64;
    public const int MaxNameLength = 80;

    /// <summary>The minimum length of a secret that somebody chose; those that the portal generates have 43 characters.</summary>
    public const int MinSecretLength = 32;

    /// <summary>The scopes of a client that names none.</summary>
    public static readonly string[] DefaultScopes = [Known.OpenId, Known.Profile, Known.Email];

    /// <summary>All supported scopes.</summary>
    public static readonly string[] KnownScopes =
        [Known.OpenId, Known.Profile, Known.Email, Known.Phone, Known.Roles, Known.OfflineAccess];

    /// <summary>The client's secret; null for a public client, and for one that authenticates with a key of its own.</summary>
    public string? Secret { get; init; }

    /// <summary>The public keys of a client that authenticates by <c>private_key_jwt</c>.</summary>
    public JsonWebKeySet? Keys { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    public string? BackchannelLogoutUri { get; init; }

    public bool IsFirstParty { get; init; }

    public bool RequiresPushedRequests { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = DefaultScopes;

    /// <summary>The APIs, by address, that it may request access tokens for (RFC 8707).</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    public bool IsPublic => Secret is null && Keys is null;

    /// <summary>Returns everything that is wrong with it, one sentence each.</summary>
    /// <param name="isTryingOut">Whether to accept plain HTTP too, as in Development.</param>
    public IReadOnlyList<string> Faults(bool isTryingOut) =>
    [
        .. Id.Length is > 0 and <= MaxIdLength && Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? (string[])[]
            : [$"The client id '{Id}' must have 1 to {MaxIdLength} letters, digits, hyphens, underscores or full stops."],
        .. Name.Trim().Length is > 0 and <= MaxNameLength && !Name.Any(char.IsControl)
            ? (string[])[]
            : [$"The client {Id} needs a name of 1 to {MaxNameLength} characters: people see it."],
        .. Secret is null or { Length: >= MinSecretLength }
            ? (string[])[]
            : [$"The secret of the client {Id} must have at least {MinSecretLength} characters."],
        .. RedirectUris.Count > 0 ? (string[])[] : [$"The client {Id} needs a redirect URI."],
        .. RedirectUris.Concat(PostLogoutRedirectUris).Where(uri => !IsTarget(uri, isTryingOut))
            .Select(uri => $"The client {Id} cannot redirect to '{uri}': give a full https:// address without * and #. Plain http:// is allowed only for this machine (http://127.0.0.1:…)."),
        .. BackchannelLogoutUri is null || IsWeb(BackchannelLogoutUri, isTryingOut)
            ? (string[])[]
            : [$"The back-channel logout URI of the client {Id} must be a full https:// address."],
        .. Resources.Where(uri => !IsWeb(uri, isTryingOut)).Select(uri => $"The client {Id} may not ask for '{uri}': the address of an API is a full https:// address without * and #."),
        .. Scopes.Except(KnownScopes).Select(scope => $"The client {Id} asks for the scope '{scope}'. Supported scopes: {string.Join(", ", KnownScopes)}."),
    ];

    private bool IsTarget(string text, bool isTryingOut) =>
        IsWeb(text, isTryingOut)
        || (Parse(text) is { } uri && ((uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
            || (IsPublic && uri.Scheme.Contains('.', StringComparison.Ordinal))));

    private static bool IsWeb(string text, bool isTryingOut) =>
        Parse(text) is { } uri && (uri.Scheme == Uri.UriSchemeHttps || (isTryingOut && uri.Scheme == Uri.UriSchemeHttp));

    // Exact addresses only (RFC 9700 4.1.3). A user name and password in one would be visible to the person who is redirected.
    private static Uri? Parse(string text) =>
        !text.Contains('*', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal) && text.All(letter => letter is > ' ' and <= '~')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Fragment.Length: 0, UserInfo.Length: 0 } && !text.Contains('#', StringComparison.Ordinal)
            ? uri
            : null;
}
