using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// Something in between blocks WebSockets, or there is no room for the page: it says so and what to do, and nothing on it pretends
/// to work.
/// </summary>
public sealed class WithoutConnectionTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int ToldWithin = 30_000;
    private readonly Obstacle _obstacle = new();

    private protected override (string Key, string Value)[] Settings => [("Sessions:MaxPagesPerPerson", "1")];

    private protected override Action<IServiceCollection> WithServices => services => services.AddSingleton<IStartupFilter>(_obstacle);

    [Theory]
    [InlineData("refuses")]
    [InlineData("closes")]
    [InlineData("never answers")]
    public async Task A_page_whose_connection_is_blocked_says_so_and_what_to_do(string how)
    {
        var window = await OpenAsync();
        _obstacle.How = how;

        await window.GoAsync("/settings/security/two-factor");

        await ExpectToldAsync(window, "Something between you and the portal blocks WebSockets", "Try another network or browser");
        _obstacle.How = null;
        await window.Button("Reload this page").ClickAsync();
        await window.ExpectTwoFactorScreenAsync();
        await Expect(window.Page.Locator("#no-connection")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_page_too_many_says_so()
    {
        var window = await OpenAsync();
        var tab = await OpenTabAsync(window);
        tab.IsForger = true;

        await tab.GoAsync("/settings/security/two-factor");

        await ExpectToldAsync(tab, "You have too many pages of this portal open", "Close some, then try again");
    }

    private async Task<BrowserWindow> OpenAsync()
    {
        var window = await OpenBrowserAsync();

        // The browser complains about what is blocked, as it should.
        window.IsForger = true;
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        return window;
    }

    private static async Task ExpectToldAsync(BrowserWindow window, string what, string advice)
    {
        var bar = window.Page.Locator("#no-connection");
        await Expect(bar).ToBeVisibleAsync(new() { Timeout = ToldWithin });
        await Expect(bar).ToHaveAttributeAsync("role", "alert");
        await Expect(bar.Locator("span:visible")).ToHaveCountAsync(1);
        await Expect(bar).ToContainTextAsync(what);
        await Expect(bar).ToContainTextAsync(advice);
        await Expect(window.Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Expect(window.Page.Locator(ComingEarlyTests.Controls)).ToHaveCountAsync(0);
    }

    /// <summary>Blocks the way between a browser and the hub.</summary>
    private sealed class Obstacle : IStartupFilter
    {
        public string? How { get; set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, go) =>
            {
                if (How is null || !Regex.IsMatch(context.Request.Path, "^/_blazor/?$"))
                {
                    await go(context);
                    return;
                }

                switch (How)
                {
                    case "refuses":
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        break;
                    case "closes":
                        context.Abort();
                        break;
                    default:
                        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                        break;
                }
            });
            next(app);
        };
    }
}
