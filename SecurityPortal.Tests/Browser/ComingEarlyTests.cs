using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// A page is rendered before it is interactive. What a quick person types or presses in between must not be lost, so nothing can
/// be typed or pressed until then.
/// </summary>
public sealed class ComingEarlyTests(Chromium chromium) : BrowserTest(chromium)
{
    /// <summary>Every control that accepts a press or typing, apart from links and the sign-out form.</summary>
    internal const string Controls = "main :is(button, input, select, textarea):enabled";

    [Theory]
    [InlineData("/settings/security")]
    [InlineData("/settings/security/two-factor")]
    [InlineData("/settings/security/two-factor?setup=AuthenticatorApp")]
    [InlineData("/settings/security/devices")]
    [InlineData("/settings/security/activity")]
    [InlineData("/settings/security/notices")]
    [InlineData("/settings/account")]
    public async Task Nothing_on_a_page_can_be_pressed_before_it_answers(string path)
    {
        var elsewhere = await OpenBrowserAsync();
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.ExpectSignedInAsync();
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();

        var script = await window.GoWithoutAnswersAsync(path);
        await Expect(window.Page.Locator(Controls)).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("main > fieldset:disabled")).ToHaveCountAsync(1);

        script.SetResult();
        await Expect(window.Page.Locator("main > fieldset:enabled")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_filter_chosen_early_filters_as_soon_as_the_page_answers()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await window.TypeCodeAsync(await Oathtool.CodeAsync("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Portal.Clock.GetUtcNow()));
        await window.ExpectSignedInAsync();
        var script = await window.GoWithoutAnswersAsync("/settings/security/activity");

        var choosing = window.Page.GetByLabel("Show").SelectOptionAsync("Methods");
        script.SetResult();
        await choosing;

        await Expect(window.Page.GetByText("Signed in with")).ToHaveCountAsync(0);
    }
}
