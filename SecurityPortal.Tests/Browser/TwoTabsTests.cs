using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Forms open in one tab while something happens in another, as when people read mail in the browser.</summary>
public sealed class TwoTabsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_link_followed_from_a_webmail_leaves_open_forms_as_they_are()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();

        await FollowFromElsewhereAsync(window, "/register");
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));

        await window.ExpectSignedInAsync();
        await FollowFromElsewhereAsync(window, "/notices/abc");
        await window.SignOutAsync();
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
        await window.GoAsync("/settings/security");
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signed_in_in_another_tab_the_form_of_the_first_leads_on()
    {
        var first = await OpenBrowserAsync();
        await first.GoAsync("/sign-in");
        var second = await OpenTabAsync(first);
        await second.TypePasswordAsync("alice");
        await second.ExpectSignedInAsync();

        await first.Textbox("Email or user name").FillAsync("alice@example.com");
        await first.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await first.Button("Sign in").ClickAsync();

        await first.ExpectSignedInAsync();
    }

    [Fact]
    public async Task Without_cookies_the_page_says_that_they_are_needed()
    {
        var window = await OpenBrowserAsync();
        window.IsForger = true;

        // The page itself requests passkey options for autofill, which sets a cookie.
        await window.Page.RunAndWaitForResponseAsync(() => window.GoAsync("/sign-in"), answer => answer.Request.Method == "POST");
        await window.Context.ClearCookiesAsync();

        await window.Textbox("Email or user name").FillAsync("alice@example.com");
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Sign in").ClickAsync();

        await Expect(window.Heading("Allow cookies to continue")).ToBeVisibleAsync();
        await window.Link("Open the form again").ClickAsync();
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
    }

    // To a browser a different host is a different site, whatever its port.
    private async Task FollowFromElsewhereAsync(BrowserWindow window, string path)
    {
        var webmail = await OpenTabAsync(window);
        var site = new Uri("http://webmail.example/");
        await webmail.Page.RouteAsync(new Regex("^http://webmail\\.example/"), route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<!doctype html><title>Mail</title><a href=\"{Portal.Url}{path}\">The link in the mail</a>",
        }));
        await webmail.Page.GotoAsync(site.ToString());
        await webmail.Link("The link in the mail").ClickAsync();
        await Expect(webmail.Page).ToHaveURLAsync(new Regex(Regex.Escape(path)));
        await webmail.Page.CloseAsync();
    }
}
