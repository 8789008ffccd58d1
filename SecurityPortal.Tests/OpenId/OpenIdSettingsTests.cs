using Microsoft.Extensions.Options;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>The portal does not start with invalid OpenID settings, and names all of them.</summary>
public sealed class OpenIdSettingsTests
{
    [Fact]
    public async Task What_is_wrong_is_all_named_at_the_start()
    {
        await using var portal = new Portal(
            ("OpenId:AccessTokenLifetime", "01:00:01"), ("OpenId:TokenRequestsPerMinute", "0"),
            ("OpenId:Clients:shop:Name", "Shop"), ("OpenId:Clients:shop:RedirectUris:0", "https://*.example/"),
            ("OpenId:SigningCertificates:0", "/nowhere/at/all.pem"));

        var fault = Assert.Throws<OptionsValidationException>(() => portal.Services);

        Assert.Contains("OpenId:AccessTokenLifetime", fault.Message);
        Assert.Contains("OpenId:TokenRequestsPerMinute", fault.Message);
        Assert.Contains("https://*.example/", fault.Message);
        Assert.Contains("/nowhere/at/all.pem", fault.Message);
    }

    [Fact]
    public async Task They_are_held_to()
    {
        await using var portal = new Portal([.. OpenIdPortal.Settings, ("OpenId:AccessTokenLifetime", "00:02:00"), ("OpenId:TokenRequestsPerMinute", "2")]);
        var shop = new RelyingParty(portal);
        var person = await (await TestPerson.CreateAsync(portal)).SignInAsync();

        var tokens = await shop.SignInAsync(person.Browser());
        Assert.Equal(120, tokens.Json.GetProperty("expires_in").GetInt32());
        var next = await shop.RefreshAsync(tokens["refresh_token"]);
        Assert.Equal("temporarily_unavailable", (await shop.RefreshAsync(next["refresh_token"])).Error);

        // Other clients are not slowed down, and neither is this one a little later.
        Assert.Equal("invalid_grant", (await new RelyingParty(portal, "forum").RefreshAsync("nothing")).Error);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await shop.RefreshAsync(next["refresh_token"])).Status);
    }
}
