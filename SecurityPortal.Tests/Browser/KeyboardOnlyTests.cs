using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class KeyboardOnlyTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int MorePressesThanAnyPageNeeds = 40;

    [Fact]
    public async Task A_person_signs_in_and_turns_on_an_app_without_a_mouse()
    {
        var window = await OpenBrowserAsync();
        var keyboard = window.Page.Keyboard;
        await window.GoAsync("/sign-in");
        await Expect(window.Textbox("Email or user name")).ToBeFocusedAsync();
        await keyboard.TypeAsync("alice@example.com");
        await keyboard.PressAsync("Tab");
        await Expect(window.Textbox("Password")).ToBeFocusedAsync();
        await keyboard.TypeAsync(Fixtures.Portal.Password);
        await keyboard.PressAsync("Enter");
        await window.ExpectSignedInAsync();

        var link = window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Two-Factor Authentication" });
        await TabToAsync(window, link);
        await keyboard.PressAsync("Enter");
        await window.ExpectTwoFactorScreenAsync();

        await TabToAsync(window, window.Switch("Authentication app"));
        await keyboard.PressAsync("Space");
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
        var key = await window.Page.GetByTestId("setup-key").InnerTextAsync();
        await TabToAsync(window, window.Textbox("Security code"));
        await keyboard.TypeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await keyboard.PressAsync("Enter");

        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        await TabToAsync(window, window.Page.GetByLabel("I have saved these codes"));
        await keyboard.PressAsync("Space");
        await TabToAsync(window, window.Button("Done"));
        await keyboard.PressAsync("Enter");
        await window.ExpectOnAsync("Authentication app");
    }

    [Fact]
    public async Task Escape_closes_a_dialog_and_the_keyboard_goes_on_where_it_was()
    {
        var window = await OpenTwoFactorAsync("alice");
        await TabToAsync(window, window.Switch("Authentication app"));
        await window.Page.Keyboard.PressAsync("Space");
        await Expect(window.Page.Locator("[role=dialog] :focus")).ToHaveCountAsync(1);

        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await Expect(window.Switch("Authentication app")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_keyboard_stays_inside_an_open_dialog()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.OpenAppSetupAsync();

        foreach (var key in new[] { "Tab", "Shift+Tab" })
        {
            for (var press = 0; press < MorePressesThanAnyPageNeeds; press++)
            {
                await window.Page.Keyboard.PressAsync(key);
                await Expect(window.Page.Locator("[role=dialog]:focus-within")).ToHaveCountAsync(1);
            }
        }
    }

    private static async Task TabToAsync(BrowserWindow window, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var press = 0; press < MorePressesThanAnyPageNeeds; press++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await window.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard never came to {target}.");
    }
}
