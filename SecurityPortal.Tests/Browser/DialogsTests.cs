using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>What a dialog locks out, and what it must not.</summary>
public sealed class DialogsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task What_lies_behind_an_open_dialog_cannot_be_pressed()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Page.EvaluateAsync("document.addEventListener('click', event => { window.pressed = event.target.closest('.mud-dialog-container, .side a'); });");
        var link = window.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Devices" });
        var place = (await link.BoundingBoxAsync())!;
        await window.OpenAppSetupAsync();

        await window.Page.Mouse.ClickAsync(place.X + (place.Width / 2), place.Y + (place.Height / 2));

        Assert.True(await window.Page.EvaluateAsync<bool>("window.pressed?.matches('.mud-dialog-container')"));
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_bar_that_tells_of_an_error_can_be_reached_while_a_dialog_is_open()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.OpenAppSetupAsync();
        await window.Textbox("Security code").FocusAsync();

        // Shows the bar as the framework does; the framework's own reload handler exists only after a real error.
        await window.Page.EvaluateAsync(
            """
            () => {
              const bar = document.getElementById('blazor-error-ui');
              bar.querySelector('a').addEventListener('click', event => { event.preventDefault(); bar.style.display = 'none'; });
              bar.style.display = 'block';
            }
            """);
        await Expect(window.Textbox("Security code")).ToBeFocusedAsync();
        await window.Page.GetByText("Reload", new() { Exact = true }).ClickAsync();

        await Expect(window.Page.GetByText("Reload", new() { Exact = true })).ToBeHiddenAsync();
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_switch_that_is_pressed_while_the_connection_is_lost_stays_as_it_is_and_works_afterwards()
    {
        var window = await OpenTwoFactorAsync("alice");
        await ShowConnectionAsync(window, "components-reconnect-show");
        await Expect(window.Page.GetByText("Connection lost. Reconnecting")).ToBeVisibleAsync();

        await window.Switch("Authentication app").ClickAsync();
        await window.Switch("Authentication app").PressAsync(" ");

        await window.ExpectOffAsync("Authentication app");
        Assert.False(await window.Switch("Authentication app").EvaluateAsync<bool>("input => input.checked"));
        await ShowConnectionAsync(window, "components-reconnect-hide");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await window.OpenAppSetupAsync();
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_being_typed_while_the_connection_is_lost_stays_and_can_be_sent_afterwards()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.OpenAppSetupAsync();
        await window.Textbox("Security code").FocusAsync();
        await ShowConnectionAsync(window, "components-reconnect-show");

        await window.Page.Keyboard.TypeAsync("123456");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Textbox("Security code")).ToHaveValueAsync("123456");
        await ShowConnectionAsync(window, "components-reconnect-hide");
        await window.Button("Turn on").ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_bar_of_a_connection_that_is_gone_is_one_line_with_a_link_in_it()
    {
        var window = await OpenTwoFactorAsync("alice");
        await ShowConnectionAsync(window, "components-reconnect-failed");

        var button = window.Button("Reload this page");
        await Expect(button).ToHaveCSSAsync("text-transform", "none");
        await Expect(button).ToHaveCSSAsync("margin-top", "0px");
        var bar = await window.Page.Locator("#components-reconnect-modal").BoundingBoxAsync();
        Assert.InRange(bar!.Height, 1, 80);
    }

    // Sets the connection state as the framework does.
    private static Task ShowConnectionAsync(BrowserWindow window, string state) => window.Page.EvaluateAsync(
        "state => { document.getElementById('components-reconnect-modal').className = `page-bar ${state}`; }", state);

    [Fact]
    public async Task What_lies_behind_an_open_dialog_is_out_of_reach_of_screen_readers_and_the_page_is_back_afterwards()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.OpenAppSetupAsync();

        await Expect(window.Dialog("Set up Authentication app")).ToHaveAttributeAsync("aria-modal", "true");
        await Expect(window.Page.Locator(".mud-layout[inert]")).ToHaveCountAsync(1);

        await window.Button("Close").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(window.Page.Locator(".mud-layout[inert]")).ToHaveCountAsync(0);
        await Expect(window.Switch("Authentication app")).ToBeFocusedAsync();
    }
}
