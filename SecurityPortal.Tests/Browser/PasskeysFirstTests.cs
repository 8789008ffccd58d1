using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Passkeys in the name field, the offer after a password, and what the portal signals to the browser.</summary>
public sealed class PasskeysFirstTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string WithoutAutofill = "delete PublicKeyCredential.isConditionalMediationAvailable;";

    // A test cannot press the browser's own list of names: the virtual key answers as if its entry had been chosen.
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_passkey_from_the_field_signs_in_without_anything_typed_or_pressed(Device device)
    {
        var (window, key) = await WithPasskeyAsync(device);
        await key.TouchAsync(false);
        await window.SignOutAsync();
        await window.GoAsync("/sign-in");
        await Expect(window.Textbox("Email or user name")).ToBeVisibleAsync();

        await key.TouchAsync(true);

        // Reloading the page asks again a key that was not touched the first time.
        try
        {
            await window.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        }
        catch (PlaywrightException)
        {
            // The page has signed in and is navigating already.
        }

        await window.ExpectSignedInAsync();
        await window.GoAsync("/settings/security/devices");

        // Shown twice if the page before the reload had signed in as well.
        await Expect(window.Page.GetByText("PIN, fingerprint or face").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task While_the_field_waits_for_a_passkey_the_button_and_the_password_work_as_ever()
    {
        var (window, _) = await WithPasskeyAsync();

        // Nobody chooses an entry from the browser's list.
        await window.Context.AddInitScriptAsync(
            """
            const get = navigator.credentials.get.bind(navigator.credentials);
            const note = what => { document.documentElement.dataset.field = what; };
            navigator.credentials.get = options => options.mediation !== 'conditional' ? get(options) : new Promise((_, reject) => {
              note('waits');
              options.signal.addEventListener('abort', () => { note('stopped'); reject(options.signal.reason); });
            });
            """);
        await window.SignOutAsync();
        await ExpectFieldAsync(window, "waits");

        await PasskeyButton(window).ClickAsync();

        await window.ExpectSignedInAsync();
        await window.SignOutAsync();
        await ExpectFieldAsync(window, "waits");
        await window.TypePasswordAsync("alice");
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in/verify"));
    }

    [Fact]
    public async Task The_button_stops_the_field_and_after_a_prompt_that_was_closed_the_field_waits_again()
    {
        var window = await OpenBrowserAsync();
        await VirtualKey.PlugInAsync(window, isDevice: true);
        await window.Context.AddInitScriptAsync(
            """
            const states = window.states = [];
            navigator.credentials.get = options => new Promise((_, reject) => {
              states.push(options.mediation ?? 'prompt');
              if (options.mediation !== 'conditional') reject(new DOMException('closed', 'NotAllowedError'));
              else options.signal.addEventListener('abort', () => { states.push('stopped'); reject(options.signal.reason); });
            });
            """);
        await window.GoAsync("/sign-in");
        await window.Page.WaitForFunctionAsync("() => states.length === 1");

        await PasskeyButton(window).ClickAsync();

        await Expect(window.Page.GetByText("Nothing was confirmed")).ToBeVisibleAsync();
        await window.Page.WaitForFunctionAsync("() => states.length === 4");
        Assert.Equal(["conditional", "stopped", "prompt", "conditional"], await window.Page.EvaluateAsync<string[]>("states"));
    }

    [Fact]
    public async Task A_browser_without_passkeys_in_the_field_asks_for_none_and_the_button_signs_in()
    {
        var (window, _) = await WithPasskeyAsync();
        await window.Context.AddInitScriptAsync(WithoutAutofill);
        var asked = 0;
        window.Page.Request += (_, request) => asked += request.Url.EndsWith("/sign-in/passkey/options", StringComparison.Ordinal) ? 1 : 0;
        await window.SignOutAsync();
        await Expect(PasskeyButton(window)).ToBeVisibleAsync();
        Assert.Equal(0, asked);

        await PasskeyButton(window).ClickAsync();

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task The_offer_comes_once_after_a_password_and_leads_to_a_passkey()
    {
        var window = await OpenBrowserAsync();
        await VirtualKey.PlugInAsync(window);
        await window.TypePasswordAsync("alice");
        await Expect(Offer(window)).ToBeVisibleAsync();
        Assert.Empty(await window.BeyondTheScreenAsync());

        await window.Link("Set up a passkey").ClickAsync();
        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();

        await window.ExpectOnAsync("Security keys");
        await window.GoAsync("/settings/security");
        await window.ExpectSignedInAsync();
        await Expect(Offer(window)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Not_now_takes_the_offer_away_for_the_next_sign_in_too()
    {
        var window = await OpenBrowserAsync(Device.NarrowPhone);
        await window.TypePasswordAsync("alice");
        await Expect(Offer(window)).ToBeVisibleAsync();
        Assert.Empty(await window.BeyondTheScreenAsync());

        await window.Button("Not now").ClickAsync();

        await Expect(Offer(window)).ToBeHiddenAsync();
        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await Expect(Offer(window)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Dont_ask_again_takes_the_offer_away_for_good()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("alice");
        await window.Button("Don't ask again").ClickAsync();
        await Expect(Offer(window)).ToBeHiddenAsync();
        await window.SignOutAsync();

        Portal.Clock.Advance(TimeSpan.FromDays(400));
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await Expect(Offer(window)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_removed_passkey_is_gone_from_the_browser_as_well()
    {
        var (window, key) = await WithPasskeyAsync();
        Assert.Equal(1, await key.CountAsync());

        await window.Switch("Security keys").ClickAsync();
        await window.TurnOffButton.ClickAsync();

        await window.ExpectOffAsync("Security keys");
        await key.DroppedAsync();
        Assert.Equal(0, await key.CountAsync());
    }

    [Fact]
    public async Task A_browser_that_listens_to_nothing_is_told_nothing_and_the_page_works()
    {
        var (window, key) = await WithPasskeyAsync();
        await window.Context.AddInitScriptAsync(
            "for (const name of ['signalAllAcceptedCredentials', 'signalCurrentUserDetails', 'signalUnknownCredential']) delete PublicKeyCredential[name];");
        await window.OpenTwoFactorAsync();

        await window.Switch("Security keys").ClickAsync();
        await window.TurnOffButton.ClickAsync();

        await window.ExpectOffAsync("Security keys");
        Assert.Equal(1, await key.CountAsync());
    }

    [Fact]
    public async Task A_passkey_that_the_portal_does_not_know_is_dropped_at_sign_in()
    {
        var (window, key) = await WithPasskeyAsync();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            db.UserPasskeys.RemoveRange(db.UserPasskeys);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        // The virtual key answers the name field by itself.
        await window.SignOutAsync();

        await Expect(window.Page.GetByText("That passkey didn't work.")).ToBeVisibleAsync();
        await key.DroppedAsync();
        Assert.Equal(0, await key.CountAsync());
    }

    // Chromium's virtual key creates no passkey without a prompt, so here a prompt creates it for the browser.
    [Fact]
    public async Task Where_the_browser_can_it_makes_the_passkey_without_a_prompt()
    {
        var window = await OpenBrowserAsync();
        await VirtualKey.PlugInAsync(window, makesQuietly: true);
        await window.Context.AddInitScriptAsync(
            """
            const create = navigator.credentials.create.bind(navigator.credentials);
            navigator.credentials.create = options => {
              window.mediations = [...(window.mediations ?? []), options.mediation ?? 'prompt'];
              return create({ publicKey: options.publicKey });
            };
            """);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync("?setup=SecurityKeys");

        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();

        await window.ExpectOnAsync("Security keys");
        Assert.Equal(["conditional"], await window.Page.EvaluateAsync<string[]>("window.mediations"));
    }

    private static Task ExpectFieldAsync(BrowserWindow window, string state) =>
        Expect(window.Page.Locator("html")).ToHaveAttributeAsync("data-field", state);

    private static ILocator PasskeyButton(BrowserWindow window) =>
        window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("passkey") });

    private static ILocator Offer(BrowserWindow window) => window.Page.GetByTestId("passkey-offer");

    private async Task<(BrowserWindow Window, VirtualKey Key)> WithPasskeyAsync(Device device = Device.Desktop)
    {
        var window = await OpenBrowserAsync(device);
        var key = await VirtualKey.PlugInAsync(window, isDevice: true);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync("?setup=SecurityKeys");
        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Security keys");

        // Otherwise the dialog would open again after the next sign-in.
        await Expect(window.Page).ToHaveURLAsync(new Regex("/two-factor$"));
        return (window, key);
    }
}
