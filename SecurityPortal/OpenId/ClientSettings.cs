namespace SecurityPortal.OpenId;

/// <summary>One client, as <c>OpenId:Clients:&lt;id&gt;</c> describes it.</summary>
internal sealed class ClientSettings
{
    /// <summary>The name of the application, as people know it.</summary>
    /// <value>1 to 80 characters</value>
    /// <default>none: must be set</default>
    public string Name { get; set; } = "";

    /// <summary>The client's secret. Without one the client is public: a single-page or native application.</summary>
    /// <value>at least 32 characters</value>
    /// <default>none</default>
    public string? Secret { get; set; }

    /// <summary>Addresses that the person is sent back to after sign-in, compared exactly. At least one.</summary>
    /// <default>none: must be set</default>
    public string[] RedirectUris { get; set; } = [];

    /// <summary>Addresses that the person can be sent back to after sign-out.</summary>
    /// <default>none</default>
    public string[] PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Where logout tokens go (OpenID Connect Back-Channel Logout 1.0).</summary>
    /// <default>none</default>
    public string? BackchannelLogoutUri { get; set; }

    /// <summary>Whether the application is the operator's own: people are not asked for consent.</summary>
    public bool FirstParty { get; set; }

    /// <summary>Whether the client must push its authorization requests (RFC 9126).</summary>
    public bool RequirePushedRequests { get; set; }

    /// <summary>The scopes that the client can ask for.</summary>
    /// <value>openid, profile, email, phone, roles, offline_access</value>
    /// <default>openid, profile, email</default>
    public string[] Scopes { get; set; } = [];

    /// <summary>The APIs, by their addresses, that the client can ask access tokens for (resource, RFC 8707).</summary>
    /// <default>none: its access tokens are for its own API and for userinfo</default>
    public string[] Resources { get; set; } = [];

    public ClientDefinition Define(string id) => new(id, Name)
    {
        Secret = string.IsNullOrEmpty(Secret) ? null : Secret,
        RedirectUris = RedirectUris,
        PostLogoutRedirectUris = PostLogoutRedirectUris,
        BackchannelLogoutUri = string.IsNullOrEmpty(BackchannelLogoutUri) ? null : BackchannelLogoutUri,
        IsFirstParty = FirstParty,
        RequiresPushedRequests = RequirePushedRequests,
        Resources = Resources,
        Scopes = Scopes.Length > 0 ? Scopes : ClientDefinition.DefaultScopes,
    };
}
