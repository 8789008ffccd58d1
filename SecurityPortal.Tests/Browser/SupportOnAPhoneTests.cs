using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>An agent on a phone: the menu lists the desk's pages, and lists need no sideways scrolling.</summary>
public sealed class SupportOnAPhoneTests(Chromium chromium) : SupportBrowserTest(chromium)
{
    [Fact]
    public async Task The_menu_leads_to_each_page_and_lists_fit()
    {
        var agent = await OpenSupportAsync("sam");
        await OpenCaseAsync(agent, "carol@", "carol@example.com", new string('w', 200));
        await agent.Page.SetViewportSizeAsync(360, 780);

        await GoByMenuAsync(agent, "Cases");
        var table = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Cases" });
        await Expect(table.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("carol@example.com");
        await Expect(table.GetByRole(AriaRole.Row).Nth(1)).ToHaveCSSAsync("display", "grid");
        await ExpectNoScrollingAsync(table);
        await agent.Page.GetByLabel("Select case 1001").CheckAsync();
        await Expect(agent.Button("Close cases")).ToBeVisibleAsync();

        await agent.Link("Case 1001").ClickAsync();
        await Expect(agent.Heading("Case 1001")).ToBeVisibleAsync();

        await GoByMenuAsync(agent, "Log");
        var log = agent.Page.GetByRole(AriaRole.Region, new() { Name = "Log" });
        await Expect(log).ToContainTextAsync("carol@example.com");
        await ExpectNoScrollingAsync(log);

        foreach (var name in new[] { "Desk status", "Templates", "Start" })
        {
            await GoByMenuAsync(agent, name);
        }
    }

    private static async Task GoByMenuAsync(BrowserWindow window, string name)
    {
        await window.Button("Menu").ClickAsync();
        var link = window.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
        await link.ClickAsync();
        await Expect(link).Not.ToBeInViewportAsync();
        await Expect(window.Heading(name == "Start" ? "Support" : name)).ToBeVisibleAsync();
    }

    private static async Task ExpectNoScrollingAsync(ILocator table) =>
        Assert.True(await table.EvaluateAsync<bool>("element => element.scrollWidth <= element.clientWidth"));
}
