using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>The theme chosen in the settings: light, dark, or the device's own.</summary>
public sealed class ThemesTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string LightGround = "rgb(246, 248, 249)";
    private const string DarkGround = "rgb(15, 21, 25)";

    [Fact]
    public async Task Dark_is_there_at_once_stays_with_the_person_and_holds_before_sign_in()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.GoAsync("/settings/account");
        await window.ExpectAnswersAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", LightGround);

        await window.Page.GetByLabel("Dark", new() { Exact = true }).CheckAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);

        var elsewhere = await OpenBrowserAsync();
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.ExpectSignedInAsync();
        await Expect(elsewhere.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);

        await window.SignOutAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);
    }

    [Fact]
    public async Task With_forced_colours_a_switch_that_is_on_is_filled_and_one_that_is_off_is_not()
    {
        var window = await OpenBrowserAsync(with: options => options.ForcedColors = ForcedColors.Active);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.TurnOnAppAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Authentication app");

        var (on, off) = (await TrackColourAsync(window, "AuthenticatorApp"), await TrackColourAsync(window, "Sms"));

        Assert.NotEqual(off, on);
        Assert.NotEqual("rgba(0, 0, 0, 0)", on);
    }

    private static Task<string> TrackColourAsync(BrowserWindow window, string method) =>
        window.Row(method).Locator(".mud-switch-track").EvaluateAsync<string>("track => getComputedStyle(track).backgroundColor");

    [Fact]
    public async Task Light_holds_on_a_device_that_is_set_to_dark_and_the_device_decides_again_when_asked_to()
    {
        var window = await OpenBrowserAsync(with: options => options.ColorScheme = ColorScheme.Dark);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.GoAsync("/settings/account");
        await window.ExpectAnswersAsync();

        await window.Page.GetByLabel("Light", new() { Exact = true }).CheckAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", LightGround);
        await window.Page.GetByLabel("Same as device").CheckAsync();
        await Expect(window.Page.Locator("body")).ToHaveCSSAsync("background-color", DarkGround);
    }
}
