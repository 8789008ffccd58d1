using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>One portal with a few clients, for all tests of a class.</summary>
public sealed class OpenIdPortal : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests-that-is-long-enough";

    internal static readonly (string Key, string Value)[] Settings =
    [
        .. Client("shop", "Example Shop", firstParty: true), ("OpenId:Clients:shop:Secret", Secret),
        ("OpenId:Clients:shop:BackchannelLogoutUri", "https://shop.example/logout"),
        ("OpenId:Clients:shop:PostLogoutRedirectUris:0", "https://shop.example/bye"),
        .. Client("forum", "Forum of others", firstParty: false), ("OpenId:Clients:forum:Secret", Secret),
        .. Client("spa", "Single page", firstParty: true),
        .. Client("bank", "Bank", firstParty: true), ("OpenId:Clients:bank:Secret", Secret), ("OpenId:Clients:bank:RequirePushedRequests", "true"),
    ];

    internal Portal Portal { get; } = new(Settings);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private static (string, string)[] Client(string id, string name, bool firstParty) =>
    [
        ($"OpenId:Clients:{id}:Name", name), ($"OpenId:Clients:{id}:FirstParty", $"{firstParty}"),
        ($"OpenId:Clients:{id}:RedirectUris:0", $"https://{id}.example/back"),
        .. new[] { "openid", "profile", "email", "phone", "roles", "offline_access" }
            .Select((scope, index) => ($"OpenId:Clients:{id}:Scopes:{index}", scope)),
    ];
}
