using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A single-page application with <c>oidc-client-ts</c>: a public client on an origin of its own.</summary>
public sealed class SinglePageTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Phr = "phr";
    private readonly string _origin = $"http://localhost:{FreePorts.Find(1)[0]}";

    private protected override (string Key, string Value)[] Settings =>
    [
        ("OpenId:Clients:single-page:Name", "Single page"),
        ("OpenId:Clients:single-page:RedirectUris:0", $"{_origin}/"), ("OpenId:Clients:single-page:PostLogoutRedirectUris:0", $"{_origin}/"),
        .. new[] { "openid", "profile", "email", "offline_access" }
            .Select((scope, index) => ($"OpenId:Clients:single-page:Scopes:{index}", scope)),
    ];

    [Fact]
    public async Task Somebody_signs_in_sets_a_key_up_on_the_way_to_more_and_signs_out()
    {
        await using var site = await ServeAsync();
        var window = await OpenBrowserAsync();
        await VirtualKey.PlugInAsync(window);
        var who = window.Page.Locator("#who");
        await window.GoAsync($"{_origin}/?authority={Uri.EscapeDataString(Portal.Url)}");
        await Expect(who).ToHaveTextAsync("nobody");

        await window.Button("Sign in").ClickAsync();
        await SignInAsync(window, "alice");
        await Expect(window.Page.GetByText("Single page (localhost) will learn:")).ToBeVisibleAsync();
        await window.Button("Allow").ClickAsync();
        await Expect(who).ToHaveTextAsync("alice@example.com https://refeds.org/profile/sfa Bearer");

        var first = await TokenAsync(window);
        await window.Button("Refresh").ClickAsync();
        await Expect(window.Page.Locator("body")).Not.ToHaveAttributeAsync("data-token", first);
        await Expect(who).ToHaveTextAsync("alice@example.com https://refeds.org/profile/sfa Bearer");

        // She has no suitable method: she sets one up and finds the way back at the foot of the page.
        await window.Button("Step up").ClickAsync();
        await window.ExpectTwoFactorScreenAsync();
        await window.Textbox("Name").FillAsync("On my ring");
        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Security keys");
        await window.Link("Go back to it").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex($"^({_origin}/$|.*/sign-in/confirm)"));
        if (window.Page.Url.Contains("/sign-in/confirm", StringComparison.Ordinal))
        {
            await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
            await window.Button("Continue").ClickAsync();
            await window.Button("Use security key").ClickAsync();
        }

        await Expect(who).ToHaveTextAsync($"alice@example.com {Phr} Bearer");

        await window.Button("Sign out").ClickAsync();
        await Expect(who).ToHaveTextAsync("nobody");
        await window.GoAsync($"{Portal.Url}/settings/security");
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_page_on_the_way_does_what_its_buttons_say_and_is_fit_for_a_narrow_phone_and_a_screen_reader()
    {
        await using var site = await ServeAsync();
        var window = await OpenBrowserAsync(Device.NarrowPhone, options => options.ReducedMotion = ReducedMotion.Reduce);
        var who = window.Page.Locator("#who");
        await window.GoAsync($"{_origin}/?authority={Uri.EscapeDataString(Portal.Url)}");
        await window.Button("Sign in").ClickAsync();
        await SignInAsync(window, "alice");
        await Expect(window.Heading("Sign in to Single page")).ToBeVisibleAsync();
        await LookAsync(window, "consent");
        await window.Button("Don't allow").ClickAsync();
        await Expect(who).ToHaveTextAsync("failed: access_denied");
        await window.Button("Sign in").ClickAsync();
        await window.Button("Allow").ClickAsync();
        await Expect(who).ToContainTextAsync("alice@example.com");

        Portal.Clock.Advance(TimeSpan.FromSeconds(2));
        await window.Button("Choose an account").ClickAsync();
        await Expect(window.Heading("Choose an account")).ToBeVisibleAsync();
        await LookAsync(window, "choice");
        await window.Button("Continue as alice@example.com").ClickAsync();
        await Expect(who).ToContainTextAsync("alice@example.com");
        await window.Button("Choose an account").ClickAsync();
        await window.Button("Sign in to another account").ClickAsync();
        await SignInAsync(window, "bob");
        await window.Button("Allow").ClickAsync();
        await Expect(who).ToContainTextAsync("bob@example.com");

        await window.GoAsync($"{Portal.Url}/settings/security/applications");
        await window.ExpectPageAsync("Connected applications");
        await LookAsync(window, "applications");
        await window.Button("Remove Single page").ClickAsync();
        await Expect(window.Page.GetByText("Removed. Single page will need your consent again")).ToBeVisibleAsync();

        await window.GoAsync($"{Portal.Url}/connect/sign-out");
        await Expect(window.Heading("Sign out?")).ToBeVisibleAsync();
        await LookAsync(window, "sign-out");
        await window.Link("Stay signed in").ClickAsync();
        await window.ExpectSignedInAsync();
        await window.GoAsync($"{Portal.Url}/connect/sign-out");
        await window.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
    }

    private static async Task SignInAsync(BrowserWindow window, string name)
    {
        await window.Textbox("Email or user name").FillAsync($"{name}@example.com");
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Sign in").ClickAsync();
    }

    private static async Task LookAsync(BrowserWindow window, string place)
    {
        Assert.Empty(await window.LookForFaultsAsync(place));
        Assert.Empty(await window.BeyondTheScreenAsync());
    }

    private static async Task<string> TokenAsync(BrowserWindow window) =>
        (await window.Page.Locator("body").GetAttributeAsync("data-token"))!;

    // Serves two files from an origin other than the portal's.
    private async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(_origin);
        builder.Logging.ClearProviders();
        var site = builder.Build();
        var page = await File.ReadAllTextAsync(Path.Combine(NodePackages.Folder, "spa.html"));
        var library = await File.ReadAllTextAsync(
            Path.Combine(NodePackages.Folder, "node_modules", "oidc-client-ts", "dist", "browser", "oidc-client-ts.min.js"));
        site.MapGet("/", () => Results.Content(page, "text/html"));
        site.MapGet("/oidc-client-ts.min.js", () => Results.Content(library, "text/javascript"));
        await site.StartAsync();
        return site;
    }
}
