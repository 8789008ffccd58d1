using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>The built-in client of Development, for the sample application beside the tests.</summary>
internal static class DemoClient
{
    public const string Id = "example-shop";

    /// <summary>Not a secret: only Development accepts it, and it redirects only to this machine.</summary>
    public const string Secret = "development-only-secret-of-example-shop";

    public static ClientDefinition Definition { get; } = new(Id, "Example Shop")
    {
        Secret = Secret,
        RedirectUris = ["http://localhost:5090/signin-oidc"],
        PostLogoutRedirectUris = ["http://localhost:5090/signout-callback-oidc"],
        BackchannelLogoutUri = "http://localhost:5090/backchannel-logout",
        Scopes = [Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess],
    };
}
