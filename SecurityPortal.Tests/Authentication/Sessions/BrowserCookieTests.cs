using Microsoft.AspNetCore.Http;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Authentication.Sessions;

/// <summary>The token by which a browser is recognised, at requests that other sites send.</summary>
public sealed class BrowserCookieTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public void It_comes_along_when_an_application_leads_here()
    {
        var context = new DefaultHttpContext();

        Assert.NotNull(ClientInfo.Of(context).Browser);

        Assert.Contains("samesite=lax", context.Response.Headers.SetCookie.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_request_from_another_site_replaces_none()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["Sec-Fetch-Site"] = "cross-site";

        Assert.NotNull(ClientInfo.Of(context).Browser);

        Assert.Equal("", context.Response.Headers.SetCookie.ToString());
    }

    [Fact]
    public async Task Whoever_claims_to_come_from_another_site_is_still_told_of_as_a_new_browser()
    {
        var person = await TestPerson.CreateAsync(_portal);
        var browser = await _portal.Browser().GetAsync("/sign-in");
        var (url, content) = browser.Form(("login", person.Email), ("password", Portal.Password));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        await browser.SendAsync(request);

        Assert.True(await browser.IsSignedInAsync());
        Assert.Single(
            await person.MessagesAsync("email"), mail => mail.Text.StartsWith("New sign-in to your account", StringComparison.Ordinal));
    }
}
