using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// Takes pictures of every page and dialog for review, at the widths of phones, tablets and screens, in the light and in the dark
/// theme. <c>SecurityPortal.Tests/pictures</c> runs it.
/// </summary>
public sealed class Pictures(Chromium chromium) : SupportBrowserTest(chromium)
{
    private static readonly (int Width, int Height)[] Sizes = [(360, 780), (768, 1024), (1280, 900), (1600, 1000)];

    // From this width on, the list of pages is beside the page.
    private const int ListBesidePage = 960;

    private static readonly string Folder = Environment.GetEnvironmentVariable("PORTAL_PICTURES")
        ?? Path.Combine(Repository.Root, "TestResults", "pictures");

    [OnDemand]
    public async Task Of_every_page()
    {
        Directory.CreateDirectory(Folder);
        var window = await OpenBrowserAsync(with: options => options.ReducedMotion = ReducedMotion.Reduce);
        var number = 0;

        await new Tour(window, Portal, place => TakeAsync(window, $"{++number:00} {place}")).WalkAsync();

        Assert.True(number > 0);
    }

    [OnDemand]
    public async Task Of_every_page_of_support()
    {
        Directory.CreateDirectory(Folder);
        static void Still(BrowserNewContextOptions options) => options.ReducedMotion = ReducedMotion.Reduce;
        var (agent, lead) = (await OpenSupportAsync("sam", Still), await OpenSupportAsync("lee", Still));
        var number = 0;

        await new SupportTour(agent, lead, (window, place) => TakeAsync(window, $"support {++number:00} {place}")).WalkAsync();

        Assert.True(number > 0);
    }

    private static async Task TakeAsync(BrowserWindow window, string name)
    {
        foreach (var (width, height) in Sizes)
        {
            await window.Page.SetViewportSizeAsync(width, height);
            if (await window.Page.Locator(".mud-drawer").CountAsync() > 0)
            {
                await Expect(window.Page.Locator(".mud-drawer--open")).ToHaveCountAsync(width >= ListBesidePage ? 1 : 0);
            }

            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var file = $"{name.Replace(", ", "-").Replace(' ', '-')}-{width}-{scheme}.png".ToLowerInvariant();

                // A dialog is at most as high as the screen, whatever is behind it.
                var hasDialog = await window.Page.GetByRole(AriaRole.Dialog).CountAsync() > 0;
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), FullPage = !hasDialog });
            }
        }

        await window.Page.SetViewportSizeAsync(1280, 900);
    }
}
