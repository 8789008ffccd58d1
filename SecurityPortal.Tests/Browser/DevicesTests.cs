using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class DevicesTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.NarrowPhone)]
    public async Task Ending_a_session_sends_its_open_page_to_sign_in_with_a_sentence(Device device)
    {
        var home = await OpenTwoFactorAsync("alice", device);
        var elsewhere = await OpenTwoFactorAsync("alice", device);

        await home.GoAsync("/settings/security/devices");
        await Expect(home.Page.GetByTestId("session")).ToHaveCountAsync(2);
        await home.Page.GetByTestId("session").Nth(1).GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();

        await Expect(elsewhere.Page).ToHaveURLAsync(new Regex("/sign-in\\?reason=ended"));
        await Expect(elsewhere.Page.GetByText("You were signed out here")).ToBeVisibleAsync();
        await Expect(home.Page.GetByTestId("session")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Signing_out_elsewhere_asks_who_it_is_once_the_confirmation_is_over_and_comes_back()
    {
        var home = await OpenTwoFactorAsync("alice");
        var elsewhere = await OpenTwoFactorAsync("alice");
        await home.GoAsync("/settings/security/devices");
        await home.ExpectSignedInAsync();
        Portal.Clock.Advance(TimeSpan.FromMinutes(11));

        await home.Button("Sign out everywhere else").ClickAsync();
        await Expect(home.Heading("Confirm it's you")).ToBeVisibleAsync();
        await home.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await home.Button("Continue").ClickAsync();
        await Expect(home.Heading("Devices")).ToBeVisibleAsync();
        await Expect(home.Page.GetByTestId("session")).ToHaveCountAsync(2);
        await home.Button("Sign out everywhere else").ClickAsync();

        await Expect(home.Page.GetByText("Signed out of 1 other place.")).ToBeVisibleAsync();
        await Expect(elsewhere.Heading("Sign in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_trusted_browser_is_asked_for_the_password_alone_until_it_is_removed()
    {
        var window = await OpenBrowserAsync();
        await SignInWithAppAsync(window, trust: true);
        await window.SignOutAsync();
        await window.TypePasswordAsync("carol");
        await window.ExpectSignedInAsync();

        await window.GoAsync("/settings/security/devices");
        await Expect(window.Page.GetByTestId("trusted-device")).ToHaveCountAsync(1);
        var remove = window.Page.GetByTestId("trusted-device").GetByRole(Microsoft.Playwright.AriaRole.Button);
        await remove.ClickAsync();

        // The password alone opened this session, so revoking the trust requires the second step.
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Continue").ClickAsync();
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await remove.ClickAsync();
        await Expect(window.Page.GetByTestId("trusted-device")).ToHaveCountAsync(0);

        await window.SignOutAsync();
        await window.TypePasswordAsync("carol");
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
    }

    private async Task SignInWithAppAsync(BrowserWindow window, bool trust)
    {
        await window.TypePasswordAsync("carol");
        if (trust)
        {
            await window.Page.GetByLabel("Trust this device for 30 days").CheckAsync();
        }

        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.ExpectSignedInAsync();
    }
}
