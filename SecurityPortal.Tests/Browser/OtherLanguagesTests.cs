using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Longer words on the narrowest screen. Names differ by language, so elements are found by their position.</summary>
public sealed class OtherLanguagesTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string[] Entrance = ["/register", "/sign-in/forgot-password", "/sign-in/reset-password?token=x", "/sign-in/confirm-address/finish?token=x", "/no-such-page"];

    private static readonly string[] Inside =
    [
        "/settings/security", "/settings/security/devices", "/settings/security/activity", "/settings/security/notices",
        "/settings/account", "/settings/account/email", "/settings/account/password", "/settings/account/language",
        "/settings/account/name", "/settings/account/delete",
    ];

    [Theory]
    [InlineData("de-DE", "Zwei-Faktor-Authentifizierung")]
    [InlineData("es-ES", "Autenticación en dos pasos")]
    [InlineData("pt-BR", "Autenticação de dois fatores")]
    public async Task Fit_the_width_of_a_narrow_phone(string locale, string twoFactor)
    {
        var window = await OpenBrowserAsync(Device.NarrowPhone, options =>
        {
            options.Locale = locale;
            options.ReducedMotion = ReducedMotion.Reduce;
        });
        List<string> faults = [];
        async Task LookAsync(string place) =>
            faults.AddRange((await window.BeyondTheScreenAsync()).Select(fault => $"{place}: {fault}"));

        await window.GoAsync("/sign-in");
        await LookAsync("sign-in");
        await window.Page.Locator("#login").FillAsync("carol@example.com");
        await window.Page.Locator("#password").FillAsync(Fixtures.Portal.Password);
        await window.Page.Locator("main form button[type=submit]").First.ClickAsync();
        await Expect(window.Page.Locator("input[name=code]")).ToBeVisibleAsync();
        await LookAsync("verify");
        await window.GoAsync("/sign-in/verify?another=true");
        await LookAsync("verify, other ways");
        await window.GoAsync("/sign-in/verify?method=AuthenticatorApp");
        await window.Page.Locator("input[name=code]").FillAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.Page.Keyboard.PressAsync("Enter");
        await window.ExpectSignedInAsync();
        foreach (var path in Inside)
        {
            await window.GoAsync(path);
            await Expect(window.Page.Locator("main h1")).ToBeVisibleAsync();
            await LookAsync(path);
        }

        // The circuit uses the language too, not only the first response.
        await window.GoAsync("/settings/security/two-factor");
        await Expect(window.Page.Locator("main h1")).ToHaveTextAsync(twoFactor);
        var texts = window.Row(MethodIds.Sms).GetByRole(AriaRole.Switch);
        await Expect(texts).ToBeEnabledAsync();
        await LookAsync("two-factor");
        await texts.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LookAsync("turn off");
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Context.ClearCookiesAsync();
        foreach (var path in Entrance)
        {
            await window.GoAsync(path);
            await LookAsync(path);
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }
}
