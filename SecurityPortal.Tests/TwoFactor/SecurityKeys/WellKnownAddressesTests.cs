using System.Net;
using System.Text.Json;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.TwoFactor.SecurityKeys;

/// <summary>Where password managers find the pages for passkeys and passwords, without any session.</summary>
public sealed class WellKnownAddressesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Passkey_endpoints_name_the_pages_at_the_public_address()
    {
        var answer = await GetAsync(_portal, "/.well-known/passkey-endpoints");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("https://localhost/settings/security/two-factor?setup=SecurityKeys", json.RootElement.GetProperty("enroll").GetString());
        Assert.Equal("https://localhost/settings/security/two-factor", json.RootElement.GetProperty("manage").GetString());
    }

    [Fact]
    public async Task Where_no_passkeys_are_offered_there_are_none()
    {
        await using var portal = new Portal(("Policy:MethodsOffered:0", "AuthenticatorApp"));

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(portal, "/.well-known/passkey-endpoints")).StatusCode);
    }

    [Fact]
    public async Task Change_password_leads_to_the_page_and_what_does_not_exist_is_told_apart()
    {
        var answer = await GetAsync(_portal, "/.well-known/change-password");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/settings/account/password", answer.Headers.Location!.OriginalString);
        Assert.NotEqual(
            HttpStatusCode.OK,
            (await GetAsync(_portal, "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200")).StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(Portal portal, string path) =>
        portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
}
