using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

public sealed class BackupCodesTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(Device.Desktop)]
    [InlineData(Device.Phone)]
    public async Task A_person_who_comes_in_with_one_is_led_to_fix_the_methods(Device device)
    {
        var home = await OpenTwoFactorAsync("alice", device);
        await home.TurnOnAppAsync(Portal);
        var codes = await home.SaveBackupCodesAsync();

        var elsewhere = await OpenBrowserAsync(device);
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.TryAnotherWayAsync("Backup codes");
        await elsewhere.TypeCodeAsync(codes[3].ToUpperInvariant().Replace("-", " "));

        await elsewhere.ExpectTwoFactorScreenAsync();
        await Expect(elsewhere.Page.GetByText("Replace the methods you lost")).ToBeVisibleAsync();
        await Expect(elsewhere.Row("BackupCodes")).ToContainTextAsync("9 of 10 left");
        await elsewhere.ExpectOnAsync("Authentication app");

        var again = await OpenBrowserAsync(device);
        await again.TypePasswordAsync("alice");
        await again.TryAnotherWayAsync("Backup codes");
        await again.TypeCodeAsync(codes[3]);
        await Expect(again.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(again.Page).ToHaveURLAsync(new Regex("/sign-in/verify"));
    }

    [Fact]
    public async Task They_download_as_a_file_with_the_persons_name_and_all_ten()
    {
        var window = await OpenAtCodesAsync();

        var download = await window.Page.RunAndWaitForDownloadAsync(() => window.Button("Download").ClickAsync());

        Assert.Equal("securityportal-backup-codes-alice@example.com.txt", download.SuggestedFilename);
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains(Portal.Url, file, StringComparison.Ordinal);
        Assert.Contains("Try another way", file, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        var shown = await window.BackupCodes.AllInnerTextsAsync();
        Assert.Equal(shown, lines.Where(line => Regex.IsMatch(line, "^[0-9a-z]{4}(-[0-9a-z]{4}){3}$")));
        Assert.Equal(10, shown.Count);
    }

    [Fact]
    public async Task They_are_copied_one_a_line()
    {
        var window = await OpenAtCodesAsync();
        await window.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await window.Button("Copy").ClickAsync();

        await Expect(window.Button("Copied")).ToBeVisibleAsync();
        Portal.Clock.Advance(TimeSpan.FromSeconds(3));
        await Expect(window.Button("Copy")).ToBeVisibleAsync();
        var copied = await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(await window.BackupCodes.AllInnerTextsAsync(), copied.Split('\n'));
    }

    [Fact]
    public async Task A_browser_that_does_not_let_the_page_copy_is_told_of()
    {
        var window = await OpenAtCodesAsync();
        await window.Page.EvaluateAsync("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }");

        await window.Button("Copy").ClickAsync();

        await Expect(window.Page.GetByText("Your browser didn't let us copy.")).ToBeVisibleAsync();
        await Expect(window.Button("Copied")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_printed_sheet_holds_address_name_account_date_what_to_do_and_codes_and_nothing_else()
    {
        var window = await OpenAtCodesAsync();
        var codes = await window.BackupCodes.AllInnerTextsAsync();

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var rest = await window.Page.Locator("body").InnerTextAsync();
        string[] known =
        [
            .. codes, "Each code works once.", "choose \"Try another way\", then \"Backup codes\".",
            "To sign in without your other methods, enter your password,", "Backup codes for SecurityPortal", "alice@example.com",
            Portal.Url,
        ];
        foreach (var word in known)
        {
            Assert.Contains(word, rest);
            rest = rest.Replace(word, "");
        }

        // Only the date is left.
        var date = Regex.Replace(rest, @"[^\w]+", " ").Trim();
        Assert.Matches($@"^(\w+ )?(\w+ \d+|\d+ \w+) {Portal.Clock.GetUtcNow().Year}$", date);
        foreach (var name in new[] { "Done", "Download", "Print", "Copy", "Close", "Sign out" })
        {
            await Expect(window.Button(name)).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task Escape_at_the_codes_of_a_proven_method_loses_nothing_without_a_word()
    {
        var window = await OpenAtCodesAsync();
        var codes = await window.BackupCodes.AllInnerTextsAsync();

        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Page.GetByText("Not turned on yet: Authentication app.")).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.BackupCodes.First).ToBeVisibleAsync();
        Assert.Equal(codes, await window.BackupCodes.AllInnerTextsAsync());
        await window.Page.GetByLabel("I have saved these codes").CheckAsync();
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Button("Done")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.GetByText("Turned on: Authentication app.")).ToBeVisibleAsync();
        await window.ExpectOnAsync("Authentication app");
    }

    [Fact]
    public async Task New_ones_make_the_old_ones_worthless()
    {
        var home = await OpenTwoFactorAsync("alice");
        await home.TurnOnAppAsync(Portal);
        var old = await home.SaveBackupCodesAsync();

        await home.Button("Manage Backup codes").ClickAsync();
        await home.Button("Make new codes").ClickAsync();
        var fresh = await home.SaveBackupCodesAsync();
        await Expect(home.Page.GetByText("You have 10 new codes. The old ones no longer work.")).ToBeVisibleAsync();
        Assert.Empty(old.Intersect(fresh));

        var elsewhere = await OpenBrowserAsync();
        await elsewhere.TypePasswordAsync("alice");
        await elsewhere.TryAnotherWayAsync("Backup codes");
        await elsewhere.TypeCodeAsync(old[0]);
        await Expect(elsewhere.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await elsewhere.TypeCodeAsync(fresh[0]);
        await elsewhere.ExpectSignedInAsync();
    }

    /// <summary>Alice's first method is proven, and her codes are shown.</summary>
    private async Task<BrowserWindow> OpenAtCodesAsync()
    {
        var window = await OpenTwoFactorAsync("alice");
        await window.TurnOnAppAsync(Portal);
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        return window;
    }
}
