using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Browser;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Cases;

/// <summary>What comes with requests: cookies, addresses and languages; and settings.</summary>
public sealed partial class KnownCasesTests
{
    private const string Proxy = "192.0.2.10";

    [Case("K4-1")]
    private async Task FormsOfASecondTab(KnownCase known)
    {
        Assert.Contains("two tabs", known.Input, StringComparison.Ordinal);
        var person = await TestPerson.CreateAsync(_portal);
        var second = await _portal.Browser().GetAsync("/sign-in");
        await new TestBrowser(_portal, second.Cookies).TypePasswordAsync(person.Email);

        await second.SubmitAsync(("login", person.Email), ("password", Portal.Password));

        Assert.Equal("/settings/security", second.Path);
    }

    [Case("K4-3", "K4-4")]
    private async Task FormsThatALinkFromElsewhereOvertakes(KnownCase known)
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var browser = await _portal.Browser().GetAsync("/sign-in");

        // Browsers send this cookie when a link is followed from another site; a new cookie would not match the open form.
        Assert.Contains(
            browser.Response!.Headers.GetValues("Set-Cookie"),
            cookie => cookie.StartsWith("portal-form", StringComparison.Ordinal) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        if (known.Id == "K4-4")
        {
            await browser.TypePasswordAsync(person.Email);
        }

        await new TestBrowser(_portal, browser.Cookies).GetAsync("/notices/abc");
        if (known.Id == "K4-3")
        {
            await browser.SubmitAsync(("login", person.Email), ("password", Portal.Password));
        }

        await browser.SubmitAsync(("code", person.NextAppCode()));
        Assert.True(await browser.IsSignedInAsync());
    }

    [Case("K4-6")]
    private async Task BrowsersThatRefuseCookies(KnownCase known)
    {
        Assert.Contains("Accept-Language: de", known.Input, StringComparison.Ordinal);
        foreach (var (language, sentence) in new[] { ("en", "Allow cookies for this portal"), ("de", "Erlauben Sie Cookies für dieses Portal") })
        {
            var page = await _portal.Browser().GetAsync("/sign-in");
            var answer = await _portal.Browser().Speaking(language).SendAsync(page.Form(("login", "alice@example.com"), ("password", Portal.Password)));
            Assert.Contains(sentence, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Case("K4-7")]
    private async Task TabsThatOutliveASignOut(KnownCase known)
    {
        Assert.StartsWith("sign out in one tab", known.Input, StringComparison.Ordinal);
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var tab = person.Browser();
        await person.Browser().SignOutAsync();

        await tab.GetAsync("/settings/security/devices");

        // An open page goes there by itself, with the reason: SeveralBrowsersTests.
        Assert.StartsWith("/sign-in?", tab.Path, StringComparison.Ordinal);
        Assert.NotNull(typeof(SeveralBrowsersTests).GetMethod(nameof(SeveralBrowsersTests.Signing_out_ends_the_other_tabs_as_well))!.GetCustomAttribute<FactAttribute>());
    }

    [Case("K4-8")]
    private async Task TheWayBackAfterASignIn(KnownCase known)
    {
        Assert.Equal("sign in, browser Back", known.Input);
        var browser = await _portal.Browser().GetAsync("/sign-in");
        Assert.True(browser.Response!.Headers.CacheControl!.NoStore);
        await browser.TypePasswordAsync((await TestPerson.CreateAsync(_portal)).Email);

        await browser.GetAsync("/sign-in");

        Assert.Equal("/settings/security", browser.Path);
    }

    [Case("K8-1")]
    private static async Task ManyAddressesOfOneNetwork(KnownCase known)
    {
        Assert.Contains("2001:db8:77::1 … ::68", known.Input, StringComparison.Ordinal);
        await using var portal = BehindProxy(QuickHasher.Use);
        for (var i = 1; i <= 104; i++)
        {
            var answer = await TypePasswordFromAsync(portal, $"2001:db8:77::{i:x}", $"stranger{i}@example.com", "Wrong-horse-77");
            Assert.Equal(i > 100, answer.Contains("Too many attempts from your network", StringComparison.Ordinal));
        }
    }

    [Case("K8-3")]
    private static async Task OneAddressInTwoSpellings(KnownCase known)
    {
        var spelling = known.Input.Split(' ')[^1];
        await using var portal = BehindProxy(QuickHasher.Use);
        for (var i = 1; i <= 100; i++)
        {
            await TypePasswordFromAsync(portal, known.Input.Split(' ')[0], $"stranger{i}@example.com", "Wrong-horse-77");
        }

        Assert.Contains("Too many attempts from your network", await TypePasswordFromAsync(portal, spelling, "alice@example.com", Portal.Password), StringComparison.Ordinal);
    }

    [Case("K8-5")]
    private static async Task AddressesWithAPort(KnownCase known)
    {
        foreach (var (says, isSeenAs) in known.After("X-Forwarded-For ").Split(" and ").Zip(known.Expected.Split(" and ")))
        {
            await using var portal = BehindProxy(_ => { });
            await TypePasswordFromAsync(portal, says, "alice@example.com", Portal.Password);

            await using var db = await portal.OpenDatabaseAsync();
            Assert.Equal(isSeenAs, (await db.Set<PortalSession>().SingleAsync()).Address);
        }
    }

    [Case("K17-1")]
    private Task LanguagesThatNobodyWants(KnownCase known) => AssertLanguageAsync(known.After("Accept-Language: "), known.Expected);

    [Case("K17-3")]
    private async Task LanguagesOfOtherCountries(KnownCase known)
    {
        foreach (var (wanted, spoken) in known.Input.Split(", ").Zip(known.Expected.Split(", ")))
        {
            await AssertLanguageAsync(wanted, spoken);
        }
    }

    [Case("K18-1")]
    private static async Task NamesOfThePortalThatAppsCut(KnownCase known)
    {
        await using var portal = new Portal(("Portal:Name", known.Quoted[0]));

        Assert.Contains("Portal:Name must not contain a colon", Assert.Throws<OptionsValidationException>(() => portal.Services).Message, StringComparison.Ordinal);
    }

    private async Task AssertLanguageAsync(string wanted, string spoken) =>
        Assert.Equal(spoken, (await _portal.Browser().Speaking(wanted).GetAsync("/sign-in")).Page!.DocumentElement.GetAttribute("lang"));

    private static Portal BehindProxy(Action<IServiceCollection> with) => new(("Proxy:KnownProxies:0", Proxy))
    {
        WithServices = services =>
        {
            services.AddSingleton<IStartupFilter>(new ComesFrom(Proxy));
            with(services);
        },
    };

    private static async Task<string> TypePasswordFromAsync(Portal portal, string address, string login, string password)
    {
        var browser = await portal.Browser().GetAsync("/sign-in");
        var (url, content) = browser.Form(("login", login), ("password", password));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add("X-Forwarded-For", address);
        return WebUtility.HtmlDecode(await (await browser.SendAsync(request)).Content.ReadAsStringAsync());
    }
}
