using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Apache with <c>mod_auth_openidc</c>, set up as the documentation says, against a running portal.</summary>
public sealed class ApacheTests : IAsyncDisposable
{
    private readonly ApacheServer _apache = new();
    private readonly ListeningPortal _portal;
    private readonly Visitor _carol;

    public ApacheTests()
    {
        _portal = new(_apache.Settings);
        _carol = new(_portal);
    }

    [Fact]
    public async Task Somebody_signs_in_steps_up_for_one_page_and_is_out_when_the_portal_says_so()
    {
        await _apache.StartAsync(_portal.Url);
        await _carol.TrustThisBrowserAsync();
        var browser = _carol.At(_apache.Address);

        await browser.GetAsync("/index.html");
        await browser.GetAsync((await _carol.SignInAsync($"{browser.LeftFor}")).PathAndQuery);
        Assert.Contains("This is index.html", browser.Page);
        Assert.Equal("carol@example.com", browser.Headers!.GetValues("X-Who").Single());
        Assert.Equal("https://refeds.org/profile/sfa", browser.Headers.GetValues("X-Acr").Single());

        await browser.GetAsync("/orders.html");
        await browser.GetAsync((await _carol.ConfirmAsync($"{browser.LeftFor}")).PathAndQuery);
        Assert.Contains("This is orders.html", browser.Page);
        Assert.Equal("https://refeds.org/profile/mfa", browser.Headers.GetValues("X-Acr").Single());

        await _carol.Browser.GetAsync("/settings/security");
        await _carol.Browser.SubmitToAsync("/sign-out");
        await ApacheServer.UntilLedAwayAsync(browser, "/index.html");
        Assert.Equal(new Uri(_portal.Url).Authority, browser.LeftFor!.Authority);
    }

    [Fact]
    public async Task Signing_out_there_signs_out_here()
    {
        await _apache.StartAsync(_portal.Url);
        await _carol.TrustThisBrowserAsync();
        var browser = _carol.At(_apache.Address);
        await browser.GetAsync("/index.html");
        await browser.GetAsync((await _carol.SignInAsync($"{browser.LeftFor}")).PathAndQuery);

        await browser.GetAsync($"/oidc?logout={Uri.EscapeDataString($"{_apache.Address}bye.html")}");
        await browser.GetAsync((await _carol.PassAsync($"{browser.LeftFor}")).PathAndQuery);

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("This is bye.html", browser.Page);
        await _carol.Browser.GetAsync("/settings/security");
        Assert.StartsWith("/sign-in?", _carol.Browser.Path);
    }

    public async ValueTask DisposeAsync()
    {
        _carol.Dispose();
        await _apache.DisposeAsync();
        await _portal.DisposeAsync();
    }
}
