using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser.Controls;

/// <summary>Every link, field and button of the account pages, before and after sign-in (R22).</summary>
public sealed class AccountControlsTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string NewPassword = "gravel moss seven owls";

    [Fact]
    public async Task Somebody_registers_with_each_control_on_the_way()
    {
        const string Address = "nora@example.com";
        var window = await OpenBrowserAsync();
        await window.GoAsync("/sign-in");
        await FollowAsync(window, "Create an account", "Create an account");
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await FollowAsync(window, "Create an account", "Create an account");
        await AskForLinkAsync(window, Address);

        await window.GoAsync("/register/confirm?token=nothing");
        await FollowAsync(window, "Send a new link", "Create an account");
        var link = await LinkAsync(Address, @"/register/confirm\S+");
        await window.GoAsync(link);
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await window.GoAsync(link);
        await window.Textbox("Name (optional)").FillAsync("Nora Evans");
        await window.Textbox("Password").FillAsync(NewPassword);
        await window.Button("Create account").ClickAsync();

        await Expect(window.Page).ToHaveURLAsync(new Regex("reason=registered"));
        await window.Textbox("Email or user name").FillAsync(Address);
        await window.Textbox("Password").FillAsync(NewPassword);
        await window.Button("Sign in").ClickAsync();
        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_with_each_control_on_the_way()
    {
        var window = await OpenBrowserAsync();
        await window.GoAsync("/sign-in");
        await FollowAsync(window, "Forgot your password?", "Forgot your password?");
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await FollowAsync(window, "Forgot your password?", "Forgot your password?");
        await AskForLinkAsync(window, "alice@example.com");

        await window.GoAsync("/sign-in/reset-password?token=nothing");
        await FollowAsync(window, "Send a new link", "Forgot your password?");
        var link = await LinkAsync("alice@example.com", @"/sign-in/reset-password\S+");
        await window.GoAsync(link);
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await window.GoAsync(link);
        await window.Textbox("New password").FillAsync(NewPassword);
        await window.Button("Set password").ClickAsync();

        await Expect(window.Heading("Sign in")).ToBeVisibleAsync();
        await window.Textbox("Email or user name").FillAsync("alice@example.com");
        await window.Textbox("Password").FillAsync(NewPassword);
        await window.Button("Sign in").ClickAsync();
        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task Address_password_and_language_are_changed_and_the_data_comes_as_a_file()
    {
        var window = await OpenAccountAsync("alice");
        foreach (var (name, back) in new[]
        {
            ("Change email address", "Back to your account"), ("Change password", "Cancel"), ("Language", "Cancel"), ("Your name", "Cancel"), ("Delete account", "Cancel"),
        })
        {
            await Row(window, name).ClickAsync();
            await Expect(window.Heading(name)).ToBeVisibleAsync();
            await FollowAsync(window, back, "Account");
        }

        var file = await window.Page.RunAndWaitForDownloadAsync(() => Row(window, "Download my data").ClickAsync());
        Assert.Contains("alice@example.com", await File.ReadAllTextAsync((await file.PathAsync())!), StringComparison.Ordinal);

        await Row(window, "Your name").ClickAsync();
        await window.Textbox("Name").FillAsync("A\u202Elice");
        await window.Button("Save").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That name can't be used.");
        await window.Textbox("Name").FillAsync("Alice Smith");
        await window.Button("Save").ClickAsync();
        await Expect(window.Page.GetByText("You changed your name.")).ToBeVisibleAsync();
        await Expect(Row(window, "Your name")).ToContainTextAsync("Alice Smith");

        await Row(window, "Change password").ClickAsync();
        await window.Textbox("Current password").FillAsync(Fixtures.Portal.Password);
        await window.Textbox("New password").FillAsync(NewPassword);
        await window.Button("Change password").ClickAsync();
        await Expect(window.Page.GetByText("You changed your password.")).ToBeVisibleAsync();

        await Row(window, "Change email address").ClickAsync();
        await window.Textbox("New email").FillAsync("alice.new@example.com");
        await window.Button("Send me a link").ClickAsync();
        await Expect(window.Page.GetByText("an email to the new address")).ToBeVisibleAsync();
        var link = await LinkAsync("alice.new@example.com", @"/sign-in/confirm-email\S+");
        await window.GoAsync("/sign-in/confirm-email?token=nothing");
        await FollowAsync(window, "Back to your account", "Account");
        await window.GoAsync(link);
        await window.Button("Confirm").ClickAsync();
        await Expect(window.Page.GetByText("You confirmed your new email address.")).ToBeVisibleAsync();

        await window.GoAsync("/settings/account");
        await Row(window, "Language").ClickAsync();
        await window.Page.GetByLabel("Language", new() { Exact = true }).SelectOptionAsync("de");
        await window.Button("Save").ClickAsync();
        await Expect(window.Page.Locator("html[lang=de]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_account_is_deleted_and_opens_no_more()
    {
        var window = await OpenAccountAsync("bob");
        await Row(window, "Delete account").ClickAsync();
        await window.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await window.Button("Delete my account").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("/sign-in"));

        await window.TypePasswordAsync("bob");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is wrong");
    }

    [Fact]
    public async Task The_second_step_leads_to_another_account_to_a_pass_and_to_other_ways()
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await FollowAsync(window, "Sign in to another account", "Sign in");
        await window.TypePasswordAsync("carol");
        await FollowAsync(window, "Support gave me a temporary pass", "Use a temporary pass");
        await FollowAsync(window, "Try another way", "Verify it's you");
        await FollowAsync(window, "Support gave me a temporary pass", "Use a temporary pass");
        await window.Textbox("Temporary pass").FillAsync("aaaa-bbbb-cccc-dddd");
        await window.Button("Continue").ClickAsync();
        await Expect(window.Page.Locator(".notice")).ToContainTextAsync("pass");
        await window.GoAsync("/sign-in/recover");
        await FollowAsync(window, "Try another way", "Verify it's you");
    }

    [Fact]
    public async Task A_second_text_is_sent_on_demand_and_signs_in()
    {
        const string Number = "+14155550123";
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("carol");
        await window.TryAnotherWayAsync("Text message (SMS)");
        await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Number);
        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await window.Page.ReloadAsync();

        await window.Button("Send a new code").ClickAsync();

        await window.TypeCodeAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Number));
        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task A_second_code_to_get_back_in_is_the_one_that_counts()
    {
        var window = await OpenBrowserAsync();
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var now = Portal.Clock.GetUtcNow();
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordResetByMailAt, now), TestContext.Current.CancellationToken);
        }

        await window.TypePasswordAsync("carol");
        await window.GoAsync("/sign-in/recover");
        await window.Button("Send a code").ClickAsync();
        await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, "+14155550123");
        Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await window.Button("Send a new code").ClickAsync();
        await window.Textbox("Security code").FillAsync(await Portal.Postman.NextCodeAsync(DeliveryChannel.Sms, "+14155550123"));
        await window.Button("Start recovery").ClickAsync();

        await Expect(window.Page.GetByText("The wait has begun")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_stops_somebody_elses_wait_changes_the_password_from_there()
    {
        var owner = await OpenBrowserAsync();
        await owner.TypePasswordAsync("carol");
        await owner.TypeCodeAsync(await Oathtool.CodeAsync("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Portal.Clock.GetUtcNow()));
        await owner.ExpectSignedInAsync();
        var stranger = await OpenBrowserAsync();
        await stranger.TypePasswordAsync("carol");
        await stranger.GoAsync("/sign-in/recover");
        await stranger.Button("Start recovery").ClickAsync();
        await owner.Button("Stop this").ClickAsync();

        await FollowAsync(owner, "Change password", "Change password");
    }

    [Fact]
    public async Task A_confirmation_is_cancelled()
    {
        var window = await OpenTwoFactorAsync("alice");
        Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await window.Switch("Authentication app").ClickAsync();
        await Expect(window.Heading("Confirm it's you")).ToBeVisibleAsync();

        await window.Link("Cancel").ClickAsync();

        await window.ExpectSignedInAsync();
    }

    [Fact]
    public async Task An_address_that_waits_to_be_confirmed_gets_another_mail()
    {
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            await db.Users.Where(user => user.UserName == "bob@example.com")
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.EmailConfirmed, false), TestContext.Current.CancellationToken);
        }

        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync("bob");
        await LinkAsync("bob@example.com", @"/sign-in/confirm-address/finish\S+");
        await window.Button("Send another email").ClickAsync();
        var link = await LinkAsync("bob@example.com", @"/sign-in/confirm-address/finish\S+");
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await window.GoAsync("/sign-in/confirm-address/finish?token=nothing");
        await FollowAsync(window, "Back to sign-in", "Sign in");
        await window.GoAsync(link);
        await window.Button("Confirm").ClickAsync();

        await Expect(window.Page.GetByText("You confirmed your email address.")).ToBeVisibleAsync();
    }

    private async Task<BrowserWindow> OpenAccountAsync(string name)
    {
        var window = await OpenBrowserAsync();
        await window.TypePasswordAsync(name);
        await window.ExpectSignedInAsync();
        await window.GoAsync("/settings/account");
        await window.ExpectPageAsync("Account");
        return window;
    }

    // Requests the link with a mistyped address first, then correctly, and has it sent again.
    private static async Task AskForLinkAsync(BrowserWindow window, string address)
    {
        await window.Textbox("Email").FillAsync($"x{address}");
        await window.Button("Send me a link").ClickAsync();
        await window.Link("Use another address").ClickAsync();
        await window.Textbox("Email").FillAsync(address);
        await window.Button("Send me a link").ClickAsync();
        await window.Button("Send again").ClickAsync();
        await Expect(window.Page.GetByText(address)).ToBeVisibleAsync();
    }

    private static ILocator Row(BrowserWindow window, string name) => window.Page.GetByRole(AriaRole.Main)
        .GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });

    private static async Task FollowAsync(BrowserWindow window, string link, string heading)
    {
        await window.Link(link).ClickAsync();
        await Expect(window.Heading(heading)).ToBeVisibleAsync();
    }

    private async Task<string> LinkAsync(string address, string pattern)
    {
        while (true)
        {
            if (Regex.Match(await Portal.Postman.NextAsync(DeliveryChannel.Email, address), pattern) is { Success: true } link)
            {
                return link.Value;
            }
        }
    }
}
