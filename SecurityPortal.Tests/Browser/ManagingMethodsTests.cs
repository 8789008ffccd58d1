using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>What the menu of an enabled method does to one of several apps and keys (R22).</summary>
public sealed class ManagingMethodsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task One_of_two_apps_is_renamed_and_the_other_removed(Device device)
    {
        var window = await OpenTwoFactorAsync("alice", device);
        await AddAppAsync(window, "Phone");
        await window.SaveBackupCodesAsync();
        await window.Button("Manage Authentication app").ClickAsync();
        await window.Button("Add another app").ClickAsync();
        await TypeAppAsync(window, "Tablet");
        await Expect(window.Page.GetByText("\"Tablet\" was added.")).ToBeVisibleAsync();
        await Expect(window.Row("AuthenticatorApp")).ToContainTextAsync("2 apps");

        await window.Button("Manage Authentication app").ClickAsync();
        await EscapeFromANewNameAsync(window, "Phone");
        await RenameAsync(window, "Phone", "Work phone");
        await ExpectItemsAsync(window, "Work phone", "Tablet");
        await window.Button("Remove Tablet").ClickAsync();
        await ExpectItemsAsync(window, "Work phone");

        await window.OpenTwoFactorAsync();
        await Expect(window.Row("AuthenticatorApp")).ToContainTextAsync("1 app");
        await window.ExpectOnAsync("Authentication app");
        await window.Button("Manage Authentication app").ClickAsync();
        await ExpectItemsAsync(window, "Work phone");
    }

    [Fact]
    public async Task One_of_two_keys_is_renamed_and_the_other_removed_and_no_longer_signs_in()
    {
        var window = await OpenBrowserAsync();
        var blue = await VirtualKey.PlugInAsync(window);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.Switch("Security keys").ClickAsync();
        await AddKeyAsync(window, "Blue key");
        await window.SaveBackupCodesAsync();
        await blue.UnplugAsync();
        await VirtualKey.PlugInAsync(window);
        await window.Button("Manage Security keys").ClickAsync();
        await window.Button("Add another key").ClickAsync();
        await AddKeyAsync(window, "Red key");
        await Expect(window.Row("SecurityKeys")).ToContainTextAsync("2 keys");

        await window.Button("Manage Security keys").ClickAsync();
        await RenameAsync(window, "Blue key", "Key at home");
        await ExpectItemsAsync(window, "Key at home", "Red key");
        await window.Button("Remove Red key").ClickAsync();
        await ExpectItemsAsync(window, "Key at home");

        await window.OpenTwoFactorAsync();
        await Expect(window.Row("SecurityKeys")).ToContainTextAsync("1 key");
        await window.SignOutAsync();
        await window.TypePasswordAsync("alice");
        await window.Button("Use security key").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("try another way");
    }

    [Fact]
    public async Task Each_method_is_preferred_tried_and_turned_off_from_its_menu()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.TurnOnWhatsAppAsync(Portal);
        var key = await window.OpenAppSetupAsync();
        await window.TypeSetupCodeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
        await window.ExpectOnAsync("Authentication app");
        (string Id, string Name, Func<Task<string>> Code)[] methods =
        [
            ("AuthenticatorApp", "Authentication app", NextAppCodeAsync),
            ("Sms", "Text message (SMS)", () => SentCodeAsync(DeliveryChannel.Sms)),
            ("WhatsApp", "WhatsApp", () => SentCodeAsync(DeliveryChannel.WhatsApp)),
        ];
        foreach (var (id, name, code) in methods)
        {
            await window.Button($"Manage {name}").ClickAsync();
            await window.Button("Set as preferred").ClickAsync();
            await Expect(window.Row(id)).ToContainTextAsync("Preferred");
            await window.Button($"Manage {name}").ClickAsync();
            await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("preferred") }).ClickAsync();
            await Expect(window.Row(id)).Not.ToContainTextAsync("Preferred");

            await window.Button($"Manage {name}").ClickAsync();
            await window.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("test|Test") }).ClickAsync();
            await window.Textbox("Security code").FillAsync(await code());
            await window.Button("Check").ClickAsync();
            await Expect(window.Page.GetByText("It works.")).ToBeVisibleAsync();
            await window.Button("Close").ClickAsync();
        }

        await window.Button("Manage WhatsApp").ClickAsync();
        await window.TurnOffButton.ClickAsync();
        await window.TurnOffButton.ClickAsync();
        await window.ExpectOffAsync("WhatsApp");
        await window.ExpectOnAsync("Text message (SMS)");

        async Task<string> NextAppCodeAsync()
        {
            Portal.Clock.Advance(TimeSpan.FromSeconds(30));
            return await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow());
        }

        async Task<string> SentCodeAsync(DeliveryChannel channel)
        {
            await window.Button("Send code").ClickAsync();
            return await Portal.Postman.NextCodeAsync(channel, Steps.Number);
        }
    }

    private async Task AddAppAsync(BrowserWindow window, string name)
    {
        await window.Switch("Authentication app").ClickAsync();
        await TypeAppAsync(window, name);
    }

    private async Task TypeAppAsync(BrowserWindow window, string name)
    {
        var key = await window.Page.GetByTestId("setup-key").InnerTextAsync();
        await window.Textbox("Name for this app (optional)").FillAsync(name);
        await window.TypeSetupCodeAsync(await Oathtool.CodeAsync(key, Portal.Clock.GetUtcNow()));
    }

    private static async Task AddKeyAsync(BrowserWindow window, string name)
    {
        await window.Textbox("Name").FillAsync(name);
        await window.Button("Add security key").ClickAsync();
    }

    // Escape leaves the field, not the dialog around it.
    private static async Task EscapeFromANewNameAsync(BrowserWindow window, string name)
    {
        await window.Button($"Rename {name}").ClickAsync();
        await window.Textbox($"New name for {name}").FillAsync("Something else");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Button($"Rename {name}")).ToBeFocusedAsync();
    }

    private static async Task RenameAsync(BrowserWindow window, string name, string newName)
    {
        await window.Button($"Rename {name}").ClickAsync();
        await window.Textbox($"New name for {name}").FillAsync(newName);
        await window.Button("Save").ClickAsync();
    }

    private static async Task ExpectItemsAsync(BrowserWindow window, params string[] names) =>
        await Expect(window.Page.GetByRole(AriaRole.Dialog).Locator(".items strong")).ToHaveTextAsync(names);
}
