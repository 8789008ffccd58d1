using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class SecurityKeysTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_person_registers_a_key_and_signs_in_with_it(Device device)
    {
        var (window, _) = await WithKeyAsync(device);
        await Expect(window.Row("SecurityKeys")).ToContainTextAsync("1 key");

        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");
        await window.Button("Use security key").ClickAsync();

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task The_button_waits_for_a_script_that_comes_late()
    {
        var (window, _) = await WithKeyAsync();
        await window.SignOutAsync();
        var late = new TaskCompletionSource();
        await window.Page.RouteAsync("**/js/key-forms*", async route =>
        {
            await (route.Request.Frame.Url.Contains("/verify", StringComparison.Ordinal) ? late.Task : Task.CompletedTask);
            await route.ContinueAsync();
        });
        await window.TypePasswordAsync("alice");
        await Expect(window.Button("Use security key")).ToBeDisabledAsync();

        late.SetResult();
        await window.Button("Use security key").ClickAsync();

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_key_that_is_touched_long_after_the_page_opened_signs_in()
    {
        var (window, _) = await WithKeyAsync();
        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");
        await Expect(window.Button("Use security key")).ToBeEnabledAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(4));

        await window.Button("Use security key").ClickAsync();

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_key_that_is_on_the_account_already_is_refused_kindly()
    {
        var (window, key) = await WithKeyAsync();

        await window.Button("Manage Security keys").ClickAsync();
        await window.Button("Add another key").ClickAsync();
        await window.Textbox("Name").FillAsync("Again");
        await window.Button("Add security key").ClickAsync();

        await Expect(window.Page.GetByText("This key is already on your account.")).ToBeVisibleAsync();
        Assert.Equal(1, await key.CountAsync());
    }

    [Fact]
    public async Task Another_key_does_not_sign_in_and_the_page_says_what_to_do()
    {
        var (window, key) = await WithKeyAsync();
        await key.ForgetAsync();
        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");

        await window.Button("Use security key").ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("try another way");
        await Expect(window.Button("Use security key")).ToBeEnabledAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in/verify"));
    }

    [Fact]
    public async Task A_removed_key_does_not_sign_in()
    {
        var (window, _) = await WithKeyAsync();
        await window.TurnOnAppAsync(Portal);
        await window.ExpectOnAsync("Authentication app");
        await window.Switch("Security keys").ClickAsync();
        await window.TurnOffButton.ClickAsync();
        await window.ExpectOffAsync("Security keys");

        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");

        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        await Expect(window.Button("Use security key")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_passkey_signs_in_without_the_password()
    {
        var (window, _) = await WithKeyAsync();
        await window.SignOutAsync();

        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("passkey") }).ClickAsync();

        await window.ExpectSignedInAsync();
        await window.GoAsync("/settings/security/devices");
        await Expect(window.Page.GetByText("PIN, fingerprint or face")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_page_without_webauthn_says_so_and_offers_another_way()
    {
        var (window, _) = await WithKeyAsync();
        await window.SignOutAsync();
        await window.Context.AddInitScriptAsync("delete window.PublicKeyCredential;");
        await window.TypePasswordAsync("alice");

        await Expect(window.Page.GetByText("This browser doesn't support security keys.")).ToBeVisibleAsync();
        await Expect(window.Link("Try another way")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_person_tries_a_key_while_it_does_not_matter()
    {
        var (window, _) = await WithKeyAsync();

        await window.Button("Manage Security keys").ClickAsync();
        await window.Button("Test it").ClickAsync();
        await window.Button("Use security key").ClickAsync();

        await Expect(window.Page.GetByText("It works.")).ToBeVisibleAsync();
    }

    private async Task<(BrowserWindow Window, VirtualKey Key)> WithKeyAsync(Device device = Device.Desktop)
    {
        var window = await OpenBrowserAsync(device);
        var key = await VirtualKey.PlugInAsync(window);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.Switch("Security keys").ClickAsync();
        await window.Textbox("Name").FillAsync("Blue key");
        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Security keys");
        return (window, key);
    }
}
