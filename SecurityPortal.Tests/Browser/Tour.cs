using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Playwright;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>Walks through every page and dialog of the portal and calls <c>look</c> on each.</summary>
internal sealed class Tour(BrowserWindow window, ListeningPortal portal, Func<string, Task> look)
{
    private static readonly TimeSpan LongerThanAConfirmationHolds = TimeSpan.FromMinutes(11);

    public async Task WalkAsync()
    {
        await SignInAsync();
        await SettingsAsync();
        await SetupsAsync();
        await TurningOffAsync();
        await ConfirmAsync();
        await AccountStatesAsync();
    }

    private async Task SignInAsync()
    {
        foreach (var (path, button) in new[] { ("/register", "Send me a link"), ("/sign-in/forgot-password", "Send me a link"), ("/verify-support", "Check the agent"), ("/sign-in", "Sign in") })
        {
            await window.GoAsync(path);
            await Expect(window.Button(button)).ToBeVisibleAsync();
            await look(path[1..].Replace('/', '-'));
        }

        await window.Textbox("Email or user name").FillAsync("carol@example.com");
        await window.Textbox("Password").FillAsync("Wrong-horse-8");
        await window.Button("Sign in").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("sign-in, refused");
        await window.TypePasswordAsync("carol");
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        await look("verify, app");
        await window.TypeCodeAsync("000000");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("verify, refused");
        await window.Link("Try another way").ClickAsync();
        await Expect(window.Link("Backup codes")).ToBeVisibleAsync();
        await look("verify, other ways");
        await window.GoAsync("/sign-in/recover/proofs");
        await Expect(window.Button("Send a code")).ToBeVisibleAsync();
        await look("two proofs");
        await window.GoAsync("/sign-in/verify?another=true");
        foreach (var method in new[] { "Backup codes", "Text message (SMS)" })
        {
            await window.Link(method).ClickAsync();
            await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
            await look($"verify, {method}");
            await window.Link("Try another way").ClickAsync();
        }

        await window.Link("Authentication app").ClickAsync();
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(portal.Clock));
        await window.ExpectSignedInAsync();
    }

    private async Task SettingsAsync()
    {
        await Expect(window.Heading("Security")).ToBeVisibleAsync();
        await look("overview");
        foreach (var name in new[] { "Devices", "Activity", "Notices", "Account" })
        {
            await window.GoAsync(name == "Account" ? "/settings/account" : $"/settings/security/{name.ToLowerInvariant()}");
            await Expect(window.Heading(name)).ToBeVisibleAsync();
            await window.ExpectAnswersAsync();
            await look(name);
        }

        foreach (var (path, button) in new[] { ("lock", "Lock my account"), ("email", "Send me a link"), ("password", "Change password"), ("language", "Save"), ("name", "Save"), ("delete", "Delete my account") })
        {
            await window.GoAsync($"/settings/account/{path}");
            await Expect(window.Button(button)).ToBeVisibleAsync();
            await look($"account, {path}");
        }

        await window.OpenTwoFactorAsync("?fix=methods");
        await look("two-factor, on");
        await window.Button("Which method should I use?").ClickAsync();
        await LookAtDialogAsync("comparison");
        foreach (var method in new[] { "Authentication app", "Text message (SMS)", "Backup codes" })
        {
            await window.Button($"Manage {method}").ClickAsync();
            await LookAtDialogAsync($"manage {method}");
        }
    }

    private async Task SetupsAsync()
    {
        await window.Switch("WhatsApp").ClickAsync();
        await Expect(window.Button("Send code")).ToBeVisibleAsync();
        await LookAtDialogAsync("set up WhatsApp");
        await window.Context.ClearCookiesAsync();
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await look("two-factor, off");
        await window.OpenAppSetupAsync();
        await LookAtDialogAsync("set up app");
        await window.Switch("Text message (SMS)").ClickAsync();
        await Expect(window.Textbox("Phone number")).ToBeVisibleAsync();
        await look("set up texts, number");
        await window.Textbox("Phone number").FillAsync("12");
        await window.Button("Send code").ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("set up texts, refused");
        await window.Textbox("Phone number").FillAsync(Steps.Number);
        await window.Button("Send code").ClickAsync();
        var code = await portal.Postman.NextCodeAsync(DeliveryChannel.Sms, Steps.Number);
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        await look("set up texts, code");
        await window.TypeSetupCodeAsync(code);
        await Expect(window.BackupCodes).ToHaveCountAsync(10);
        await look("backup codes");
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Text message (SMS)");
        await look("two-factor, done");
    }

    private async Task TurningOffAsync()
    {
        await window.Switch("Text message (SMS)").ClickAsync();
        await Expect(window.TurnOffButton).ToBeVisibleAsync();
        await LookAtDialogAsync("turn off");
    }

    private async Task ConfirmAsync()
    {
        portal.Clock.Advance(LongerThanAConfirmationHolds);
        await window.Switch("Authentication app").ClickAsync();
        await Expect(window.Heading("Confirm it's you")).ToBeVisibleAsync();
        await look("confirm, password");
        await window.Textbox("Password").FillAsync(Portal.Password);
        await window.Button("Continue").ClickAsync();
        await Expect(window.Textbox("Security code")).ToBeVisibleAsync();
        await look("confirm, code");
    }

    private async Task AccountStatesAsync()
    {
        await window.Context.ClearCookiesAsync();
        await ChangeBobAsync(set => set.SetProperty(user => user.EmailConfirmed, false));
        await window.TypePasswordAsync("bob");
        await Expect(window.Heading("Confirm your address")).ToBeVisibleAsync();
        await look("confirm address");
        var mail = await portal.Postman.NextAsync(DeliveryChannel.Email, "bob@example.com");
        await window.GoAsync(Regex.Match(mail, @"/sign-in/confirm-address/finish\S+").Value);
        await Expect(window.Button("Confirm")).ToBeVisibleAsync();
        await look("confirm address, link");
        await window.Button("Confirm").ClickAsync();
        await Expect(window.Page.GetByText("You confirmed your email address.")).ToBeVisibleAsync();
        await look("sign-in, address confirmed");
        await ChangeBobAsync(set => set.SetProperty(user => user.LockoutEnd, DateTimeOffset.MaxValue));
        await window.TypePasswordAsync("bob");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await look("sign-in, disabled");
    }

    private async Task ChangeBobAsync(Action<UpdateSettersBuilder<PortalUser>> change)
    {
        await using var db = await portal.OpenDatabaseAsync();
        await db.Users.Where(user => user.UserName == "bob@example.com").ExecuteUpdateAsync(change);
    }

    private async Task LookAtDialogAsync(string name)
    {
        var dialog = window.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await look(name);
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Close|Cancel)$") }).First.ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
    }
}
