using System.Net;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.Tests.OpenId;

namespace SecurityPortal.Tests.Attacks;

/// <summary>No page on the way to an application can be framed, which prevents clickjacking (RFC 9700 4.16).</summary>
public sealed class OpenIdFramesTests(OpenIdPortal shared) : IClassFixture<OpenIdPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Neither_consent_nor_choice_nor_confirmation_nor_an_answer_nor_an_error_is()
    {
        var browser = (await (await TestPerson.CreateAsync(_portal)).SignInAsync()).Browser();
        var (shop, forum) = (new RelyingParty(_portal), new RelyingParty(_portal, "forum"));
        _portal.Clock.Advance(TimeSpan.FromSeconds(2));

        await ExpectNoFrameAsync(browser, forum.Url(), "/connect/consent");
        await ExpectNoFrameAsync(browser, shop.Url(("prompt", "select_account")), "/connect/account");
        await ExpectNoFrameAsync(browser, shop.Url(("prompt", "login")), "/sign-in/confirm");
        await ExpectNoFrameAsync(browser, shop.Url(("response_mode", "form_post")), "/connect/authorize");
        await ExpectNoFrameAsync(browser, shop.Url(("redirect_uri", "https://evil.example/")), "/connect/authorize");
        await ExpectNoFrameAsync(browser, "/connect/logout", "/connect/sign-out");
        await ExpectNoFrameAsync(browser, "/connect/continue?client_id=shop&request_uri=x", "/connect/continue");
        await ExpectNoFrameAsync(_portal.Browser(), shop.Url(), "/sign-in?");
    }

    private static async Task ExpectNoFrameAsync(TestBrowser browser, string address, string arrives)
    {
        await browser.GetAsync(address);

        Assert.StartsWith(arrives, browser.Path);
        Assert.True(browser.Response!.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, browser.Path);
        Assert.Equal("DENY", browser.Response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", browser.Response.Headers.GetValues("Content-Security-Policy").Single());
    }
}
