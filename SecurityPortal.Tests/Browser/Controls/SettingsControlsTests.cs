using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Links of the signed-in pages, and the dialogs of the two-factor screen, for every method (R22).</summary>
public sealed class SettingsControlsTests(Chromium chromium) : BrowserTest(chromium)
{
    // Id and name; login requests have stories of their own.
    private static readonly (string Id, string Name)[] Methods =
    [
        ("SecurityKeys", "Security keys"), ("AuthenticatorApp", "Authentication app"), ("Sms", "Text message (SMS)"), ("WhatsApp", "WhatsApp"),
        ("BackupCodes", "Backup codes"),
    ];

    [Fact]
    public async Task The_links_around_the_pages_lead_where_they_say()
    {
        var window = await OpenTwoFactorAsync("alice");
        var side = window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" });
        foreach (var (link, heading) in new[]
        {
            ("Activity", "Activity"), ("Account", "Account"), ("Devices", "Devices"), ("Two-Factor Authentication", "Two-Factor Authentication"),
            ("Connected applications", "Connected applications"),
            ("Overview", "Security"),
        })
        {
            await side.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await window.ExpectPageAsync(heading);
        }

        foreach (var row in new[] { "Devices", "Activity", "Account" })
        {
            await window.GoAsync("/settings/security");
            await window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { NameRegex = new($"^{row} ") }).ClickAsync();
            await window.ExpectPageAsync(row);
        }

        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Notices") }).ClickAsync();
        await window.ExpectPageAsync("Notices");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Security", Exact = true }).ClickAsync();
        await window.ExpectPageAsync("Security");
        await window.Link("Turn on a method").ClickAsync();
        await window.ExpectTwoFactorScreenAsync();
        await window.Link("All devices").ClickAsync();
        await window.ExpectPageAsync("Devices");
        await window.Page.GoBackAsync();
        await window.ExpectTwoFactorScreenAsync();
        await window.Link("All activity").ClickAsync();
        await window.ExpectPageAsync("Activity");
        var file = await window.Page.RunAndWaitForDownloadAsync(() => window.Button("Export as CSV").ClickAsync());
        Assert.Contains("Signed in with password", await File.ReadAllTextAsync((await file.PathAsync())!, TestContext.Current.CancellationToken));
        await Expect(window.Page.GetByText("The file has")).ToBeVisibleAsync();
        await window.Link("SecurityPortal").ClickAsync();
        await window.ExpectPageAsync("Security");
        await window.Link("Skip to content").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Activity_is_searched_and_a_notice_leads_to_a_new_password_and_to_the_lock()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.GoAsync("/settings/security/activity");
        await Expect(window.Page.GetByTestId("activity")).Not.ToHaveCountAsync(0);
        var search = window.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await search.FillAsync("nothing has this name");
        await Expect(window.Page.GetByText("No results for \"nothing has this name\".")).ToBeVisibleAsync();
        await search.FillAsync("signed in");
        await Expect(window.Page.GetByTestId("activity")).Not.ToHaveCountAsync(0);

        foreach (var (link, heading) in new[] { ("Change password", "Change password"), ("Lock my account", "Lock my account") })
        {
            await window.GoAsync("/settings/security/notices");
            await window.Link(link).ClickAsync();
            await Expect(window.Heading(heading)).ToBeVisibleAsync();
        }

        await window.Link("Cancel").ClickAsync();
        await window.ExpectPageAsync("Account");
    }

    [Fact]
    public async Task On_a_phone_the_menu_leads_about_and_the_list_of_countries_opens()
    {
        var window = await OpenTwoFactorAsync("alice", Device.Phone);
        await window.Button("Menu").ClickAsync();
        await window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Settings" }).GetByRole(AriaRole.Link, new() { Name = "Devices", Exact = true }).ClickAsync();
        await window.ExpectPageAsync("Devices");

        await window.OpenTwoFactorAsync();
        await window.Switch("Text message (SMS)").ClickAsync();
        await window.Button("Show all countries").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Afghanistan") })).ToBeVisibleAsync();
        await window.Page.GetByLabel("Country").FillAsync("Brazil");
        await window.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Brazil") }).ClickAsync();
        await Expect(window.Page.GetByLabel("Country")).ToHaveValueAsync("Brazil (+55)");
    }

    [Fact]
    public async Task Each_set_up_is_left_without_anything_being_on()
    {
        var window = await OpenTwoFactorAsync("alice");
        foreach (var method in new[] { "Security keys", "Authentication app", "Text message (SMS)" })
        {
            await window.Switch(method).ClickAsync();
            await CloseAsync(window, $"Set up {method}");
            await window.ExpectOffAsync(method);
        }
    }

    [Fact]
    public async Task The_key_of_an_app_is_copied_and_opened_on_the_same_device()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var key = (await window.OpenAppSetupAsync()).Replace(" ", "", StringComparison.Ordinal);

        await window.Button("Copy key").ClickAsync();
        await Expect(window.Button("Copied")).ToBeVisibleAsync();
        Assert.Equal(key, await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        // No app is installed that would open it.
        var link = window.Link("Add it to the app on this device");
        Assert.Contains($"secret={key}", await link.GetAttributeAsync("href"), StringComparison.Ordinal);
        await link.EvaluateAsync("link => link.addEventListener('click', event => event.preventDefault())");
        await link.ClickAsync();
        await Expect(window.Dialog("Set up Authentication app")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_number_is_typed_at_home_and_another_one_after_all()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.Switch("Text message (SMS)").ClickAsync();
        var country = window.Dialog("Set up Text message (SMS)").GetByLabel("Country", new() { Exact = true });
        await country.FillAsync("Germany");
        await window.Page.GetByText("Germany (+49)").ClickAsync();
        await Expect(country).ToHaveValueAsync("Germany (+49)");
        await country.FillAsync("United Kingdom");
        await window.Page.GetByText("United Kingdom (+44)").ClickAsync();
        await window.Textbox("Phone number").FillAsync("07700 900124");
        await window.Button("Send code").ClickAsync();
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();

        await window.Button("Use another number").ClickAsync();

        await Expect(window.Textbox("Phone number")).ToBeVisibleAsync();
        await window.TypeNumberAndCodeAsync(Portal);
        await window.SaveBackupCodesAsync();
        await Expect(window.Row("Sms")).ToContainTextAsync("23");
        await window.Switch("Text message (SMS)").ClickAsync();
        await CloseAsync(window, "Turn off text messages?");
        await window.ExpectOnAsync("Text message (SMS)");
    }

    [Fact]
    public async Task Codes_that_were_shown_are_printed_and_left_and_nothing_is_on()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnAppAsync(Portal);
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        await window.Page.EvaluateAsync("window.print = () => { window.printed = true; }");
        await window.Button("Print").ClickAsync();
        await window.Page.WaitForFunctionAsync("() => window.printed");

        await window.Button("Close").ClickAsync();
        await window.Button("Back to the codes").ClickAsync();
        await Expect(window.BackupCodes.First).ToBeVisibleAsync();
        await window.Button("Close").ClickAsync();
        await window.Button("Leave").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await window.ExpectOffAsync("Authentication app");

        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await window.TurnOnAppAsync(Portal);
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        await window.Button("Close").ClickAsync();
        await CloseAsync(window, "Leave without finishing?");
        await window.ExpectOffAsync("Authentication app");
    }

    [Fact]
    public async Task Each_method_that_is_on_has_a_menu_whose_controls_all_work()
    {
        var window = await WithEverythingAsync();
        await window.Button("Dismiss").ClickAsync();
        await Expect(window.Button("Dismiss")).ToHaveCountAsync(0);
        foreach (var (id, name) in Methods)
        {
            await window.Button($"Manage {name}").ClickAsync();
            await CloseAsync(window, name);
            await window.Button($"Manage {name}").ClickAsync();
            await window.Button("Turn off").ClickAsync();
            await Expect(window.TurnOffButton).ToBeVisibleAsync();
            await window.Button("Close").ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            await window.Switch(name).ClickAsync();
            await Expect(window.TurnOffButton).ToBeVisibleAsync();
            await window.Button("Cancel").ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
            await window.ExpectOnAsync(name);
            if (id != "BackupCodes")
            {
                await window.Button($"Manage {name}").ClickAsync();
                await window.Button("Set as preferred").ClickAsync();
                await Expect(window.Row(id)).ToContainTextAsync("Preferred");
                await window.Button($"Manage {name}").ClickAsync();
                await window.Button("Remove as preferred").ClickAsync();
                await Expect(window.Row(id)).Not.ToContainTextAsync("Preferred");
            }
        }

        foreach (var (name, item) in new[] { ("Security keys", "Blue key"), ("Authentication app", "App 1") })
        {
            await window.Button($"Manage {name}").ClickAsync();
            await window.Button($"Rename {item}").ClickAsync();
            await window.Button("Cancel").ClickAsync();
            await Expect(window.Button($"Rename {item}")).ToBeFocusedAsync();
            await window.Button("Close").ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        }

        await window.Switch("Backup codes").ClickAsync();
        await window.TurnOffButton.ClickAsync();
        await window.ExpectOffAsync("Backup codes");
        await window.ExpectOnAsync("Authentication app");
    }

    [Fact]
    public async Task What_was_not_used_for_long_is_tested_or_replaced_from_the_notice_about_it()
    {
        Portal.Clock.Advance(TimeSpan.FromDays(400));
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.ExpectSignedInAsync();
        await window.Link("Test it now, so you don't get locked out later.").ClickAsync();
        await window.ExpectTwoFactorScreenAsync();
        var notice = window.Page.GetByTestId("check-up");

        await notice.GetByRole(AriaRole.Button, new() { Name = "Change number" }).ClickAsync();
        await CloseAsync(window, "Set up Text message (SMS)");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Test it" }).ClickAsync();
        await Expect(window.Dialog("Text message (SMS)")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task While_changes_are_stopped_each_switch_says_so_and_changes_nothing()
    {
        var window = await OpenTwoFactorAsync("alice");
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var until = Portal.Clock.GetUtcNow() + TimeSpan.FromHours(24);
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(person => person.FrozenUntil, until), TestContext.Current.CancellationToken);
        }

        foreach (var method in new[] { "Security keys", "Authentication app", "Text message (SMS)" })
        {
            await window.Switch(method).ClickAsync();
            await Expect(window.Page.GetByText("so you can't make changes for").First).ToBeVisibleAsync();
            await window.OpenTwoFactorAsync();
            await window.ExpectOffAsync(method);
        }
    }

    private async Task<BrowserWindow> WithEverythingAsync()
    {
        var window = await OpenBrowserAsync();
        await VirtualKey.PlugInAsync(window);
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.TurnOnTextMessagesAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Text message (SMS)");
        await window.TurnOnWhatsAppAsync(Portal);
        await window.TurnOnAppAsync(Portal);
        await window.ExpectOnAsync("Authentication app");
        await window.Switch("Security keys").ClickAsync();
        await window.Textbox("Name").FillAsync("Blue key");
        await window.Button("Add security key").ClickAsync();
        await window.ExpectOnAsync("Security keys");
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        return window;
    }

    private static async Task CloseAsync(BrowserWindow window, string dialog)
    {
        await Expect(window.Dialog(dialog)).ToBeVisibleAsync();
        await window.Button("Close").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }
}
