using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A person who has to enrol first makes the browser navigate elsewhere directly.</summary>
public sealed class EnrollingFirstTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_address_put_in_place_before_the_page_connects_shows_nothing_and_leads_to_enrolment()
    {
        var elsewhere = await OpenBrowserAsync();
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.ExpectSignedInAsync();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var now = Portal.Clock.GetUtcNow();
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(row => row.MustEnrolSince, now), TestContext.Current.CancellationToken);
        }

        var window = await OpenBrowserAsync();
        window.IsForger = true;
        await window.TypePasswordAsync("alice");
        await window.ExpectTwoFactorScreenAsync();
        await window.Context.AddInitScriptAsync(
            """
            if (location.pathname === '/settings/security/two-factor') {
              window.shown = [];
              new MutationObserver(() => window.shown.push(document.body?.innerText ?? '')).observe(document, { childList: true, subtree: true });
              if (!sessionStorage.forged) {
                sessionStorage.forged = 'yes';
                history.replaceState(null, '', '/settings/security/devices');
              }
            }
            """);

        await window.GoAsync("/settings/security/two-factor");

        await window.ExpectTwoFactorScreenAsync();
        await Expect(window.Page.GetByTestId("session")).ToHaveCountAsync(0);
        await window.Page.EvaluateAsync("Blazor.navigateTo('/settings/security/devices')");
        await window.ExpectTwoFactorScreenAsync();
    }

    [Fact]
    public async Task Kept_from_leaving_the_page_it_still_shows_nothing()
    {
        var window = await OpenBrowserAsync();
        window.IsForger = true;
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var now = Portal.Clock.GetUtcNow();
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(row => row.MustEnrolSince, now), TestContext.Current.CancellationToken);
        }

        await window.OpenTwoFactorAsync();
        await window.Page.RouteAsync("**/*", route => route.Request.IsNavigationRequest
            ? route.AbortAsync("aborted")
            : route.ContinueAsync());
        await window.Page.EvaluateAsync("Blazor.navigateTo('/settings/security/devices')");

        await Expect(window.Heading("Devices")).ToBeVisibleAsync();
        await Expect(window.Page.GetByTestId("session")).ToHaveCountAsync(0);
        await Expect(window.Page.GetByText("No trusted devices.")).ToBeVisibleAsync();
    }
}
