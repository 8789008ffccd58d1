using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>A story in which people work for support, each in a browser of their own and with a key of their own.</summary>
public abstract class SupportBrowserTest(Chromium chromium) : BrowserTest(chromium)
{
    private protected async Task<BrowserWindow> OpenSupportAsync(string name, Action<BrowserNewContextOptions>? with = null)
    {
        var window = await OpenBrowserAsync(with: with);
        await VirtualKey.PlugInAsync(window);
        await window.TypePasswordAsync(name);

        // A person who works for support sets up a key before anything else.
        await window.GoAsync("/support");
        await window.ExpectTwoFactorScreenAsync();
        await window.ExpectStatusAsync("You work for support.");
        await window.Switch("Security keys").ClickAsync();
        await window.Textbox("Name").FillAsync("Desk key");
        await window.Button("Add security key").ClickAsync();
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Security keys");
        await window.GoAsync("/support");
        await Expect(window.Heading("Support")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" })).ToBeEnabledAsync();
        return window;
    }

    private protected static async Task FindAsync(BrowserWindow window, string typed, string name)
    {
        await window.Page.Keyboard.PressAsync("/");
        var box = window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a person" });
        await Expect(box).ToBeFocusedAsync();
        await box.PressSequentiallyAsync(typed);
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(Regex.Escape(name)) }).ClickAsync();
        await Expect(window.Heading(name)).ToBeVisibleAsync();
    }

    /// <summary>Opens a case for somebody, from their page.</summary>
    private protected static async Task OpenCaseAsync(BrowserWindow window, string typed, string name, string reason = "Lost the phone")
    {
        await FindAsync(window, typed, name);
        await window.Textbox("Ticket").FillAsync("T-1");
        await window.Textbox("Reason").FillAsync(reason);
        await window.Page.GetByLabel("Nothing is lost").CheckAsync();
        await window.Button("Open a case").ClickAsync();
        await Expect(window.Heading("Case 1001")).ToBeVisibleAsync();
    }
}
