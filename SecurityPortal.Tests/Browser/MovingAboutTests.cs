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

    [Fact]
    public async Task The_list_of_pages_gives_way_to_the_page_when_the_window_becomes_narrow_and_comes_back_when_it_becomes_wide()
    {
        var window = await OpenTwoFactorAsync("alice");
        var overview = window.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "Overview" });
        await Expect(overview).ToBeInViewportAsync();

        await window.Page.SetViewportSizeAsync(360, 780);

        await Expect(overview).Not.ToBeInViewportAsync();
        await Expect(window.Button("Menu")).ToHaveAttributeAsync("aria-expanded", "false");
        await window.Switch("Authentication app").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await window.Page.SetViewportSizeAsync(1280, 900);

        await Expect(overview).ToBeInViewportAsync();
    }
}
