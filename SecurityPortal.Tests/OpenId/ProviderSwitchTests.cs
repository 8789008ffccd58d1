using System.Net;
using SecurityPortal.OpenId;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Off means absent (rule O11).</summary>
[OnBothDatabases]
public sealed class ProviderSwitchTests
{
    private static readonly string[] Addresses =
    [
        "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/.well-known/jwks", "/connect/authorize",
        "/connect/token", "/connect/userinfo", "/connect/introspect", "/connect/revoke", "/connect/par", "/connect/logout", "/connect/consent",
    ];

    [Fact]
    public async Task Without_a_client_no_address_answers_in_Production_and_with_one_they_do()
    {
        await using var portal = ProductionPortal.Create();
        var client = portal.CreateDefaultClient(new Uri("https://localhost"));
        await portal.Get<ClientStore>().RemoveAsync(DemoClient.Id);
        foreach (var address in Addresses)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(address, new FormUrlEncodedContent([]))).StatusCode);
        }

        Assert.Empty(await portal.Get<ClientStore>().AddAsync(new("shop", "Shop") { RedirectUris = ["https://shop.example/back"] }));

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/.well-known/openid-configuration")).StatusCode);
    }

    [Fact]
    public async Task The_client_for_trying_out_is_gone_from_a_database_that_goes_into_Production()
    {
        await using var portal = ProductionPortal.Create();
        _ = portal.Services;

        Assert.Null(await portal.Get<ClientStore>().FindAsync(DemoClient.Id));
    }
}
