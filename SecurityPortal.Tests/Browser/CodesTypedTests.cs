using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A typed or pasted code is submitted without a button.</summary>
public sealed class CodesTypedTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_sixth_digit_of_a_sign_in_sends_it()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await Expect(window.Textbox("Security code")).ToBeFocusedAsync();

        await window.Page.Keyboard.TypeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_pasted_code_of_a_set_up_goes_without_its_space_and_turns_it_on()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var code = await Oathtool.CodeAsync(await window.OpenAppSetupAsync(), Portal.Clock.GetUtcNow());
        await window.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", $"{code[..3]} {code[3..]}");

        await window.Textbox("Security code").FocusAsync();
        await window.Page.Keyboard.PressAsync("ControlOrMeta+v");

        await Expect(window.BackupCodes).ToHaveCountAsync(10);
    }
}
