using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class MovingAboutTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_link_of_the_page_one_moves_to_is_marked_without_loading_the_portal_anew()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Page.EvaluateAsync("() => window.stillTheSame = true");
        foreach (var name in new[] { "Devices", "Account", "Overview" })
        {
            await window.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

            await Expect(window.Page.Locator(".side a[aria-current=page]")).ToHaveTextAsync([name]);
            await Expect(window.Page.Locator(".side a.active")).ToHaveTextAsync([name]);
        }

        Assert.True(await window.Page.EvaluateAsync<bool>("() => window.stillTheSame === true"));
    }
}
