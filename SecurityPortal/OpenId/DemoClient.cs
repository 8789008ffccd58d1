using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>The client that is there in Development, for the sample application beside the tests.</summary>
internal static class DemoClient
{
    public const string Id = "example-shop";

    /// <summary>Stands in the open: Development alone takes it, and sends nobody anywhere but to this machine.</summary>
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
