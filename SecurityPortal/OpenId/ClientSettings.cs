namespace SecurityPortal.OpenId;

/// <summary>One client, as <c>OpenId:Clients:&lt;id&gt;</c> describes it.</summary>
internal sealed class ClientSettings
{
    /// <summary>What people call the application.</summary>
    public string Name { get; set; } = "";

    /// <summary>Without one the client is public: a single-page or native application.</summary>
    public string? Secret { get; set; }

    public string[] RedirectUris { get; set; } = [];

    public string[] PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Where logout tokens go (OpenID Connect Back-Channel Logout 1.0).</summary>
    public string? BackchannelLogoutUri { get; set; }

    /// <summary>Whether people are not asked before it learns who they are.</summary>
    public bool FirstParty { get; set; }

    /// <summary>Whether it must push its authorization requests (RFC 9126).</summary>
    public bool RequirePushedRequests { get; set; }

    /// <summary>The scopes that it may ask for; <see cref="ClientDefinition.DefaultScopes"/> when empty.</summary>
    public string[] Scopes { get; set; } = [];

    public ClientDefinition Define(string id) => new(id, Name)
    {
        Secret = string.IsNullOrEmpty(Secret) ? null : Secret,
        RedirectUris = RedirectUris,
        PostLogoutRedirectUris = PostLogoutRedirectUris,
        BackchannelLogoutUri = string.IsNullOrEmpty(BackchannelLogoutUri) ? null : BackchannelLogoutUri,
        IsFirstParty = FirstParty,
        RequiresPushedRequests = RequirePushedRequests,
        Scopes = Scopes.Length > 0 ? Scopes : ClientDefinition.DefaultScopes,
    };
}
