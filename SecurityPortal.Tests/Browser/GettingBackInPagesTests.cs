using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using static Microsoft.Playwright.Assertions;

namespace SecurityPortal.Tests.Browser;

/// <summary>
/// The pages that worried people read: "This wasn't me", account recovery, and what an open page says in the meantime. Every
/// button on them is pressed.
/// </summary>
public sealed partial class GettingBackInPagesTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Mailbox = "carol@example.com";
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Each_can_be_read_and_pressed_on_the_narrowest_phone_and_passes_the_checks_of_axe()
    {
        var owner = await OpenBrowserAsync(Device.NarrowPhone, options => options.ReducedMotion = ReducedMotion.Reduce);
        await SignInAsync(owner);
        var stranger = await OpenBrowserAsync(Device.NarrowPhone, options => options.ReducedMotion = ReducedMotion.Reduce);

        await BeginAsync(stranger);
        await StopOnThePageAsync(owner);
        await BeginAsync(stranger);
        await StopByMailAsync(stranger);
        await BeginAfterAResetAsync(stranger);
        await FinishAsync(stranger);
        await DisownAsync(owner);

        Assert.True(_faults.Count == 0, string.Join(Environment.NewLine, _faults));
    }

    [Fact]
    public async Task The_link_in_a_mail_locks_the_account_until_the_app_opens_it()
    {
        var someone = await OpenBrowserAsync();
        await SignInAsync(someone);
        var owner = await OpenBrowserAsync(Device.Phone);

        await owner.GoAsync(await LinkAsync(null));
        await owner.Button("Lock my account").ClickAsync();
        await Expect(owner.Page.GetByTestId("lock-opens-with")).ToContainTextAsync("Authentication app");
        await Expect(someone.Page).ToHaveURLAsync(new Regex("/sign-in"));
        await FollowAsync(owner, "Set a new password", "Forgot your password?");

        await SignInAsync(owner);
    }

    private async Task SignInAsync(BrowserWindow window)
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await window.TypePasswordAsync("carol");
        await window.TypeCodeAsync(await Oathtool.CarolsCodeAsync(Portal.Clock));
        await window.ExpectSignedInAsync();
    }

    private async Task BeginAsync(BrowserWindow stranger)
    {
        await stranger.TypePasswordAsync("carol");
        await stranger.GoAsync("/sign-in/recover");
        await LookAsync(stranger, "recover, offered");
        await stranger.Button("Start recovery").ClickAsync();
        await Expect(stranger.Page.GetByText("The wait has begun")).ToBeVisibleAsync();
        await LookAsync(stranger, "recover, begun");
    }

    private async Task StopOnThePageAsync(BrowserWindow owner)
    {
        await Expect(owner.Page.GetByTestId("recovery-alarm")).ToBeInViewportAsync();
        await LookAsync(owner, "overview, alarm");
        await owner.OpenTwoFactorAsync();
        await Expect(owner.Page.GetByTestId("recovery-alarm")).ToBeInViewportAsync();
        await LookAsync(owner, "two-factor, alarm");
        await owner.Button("Stop this").ClickAsync();
        await Expect(owner.Page.GetByTestId("recovery-stopped")).ToBeInViewportAsync();
        await LookAsync(owner, "two-factor, stopped");
        await owner.Button("Close").ClickAsync();
        await Expect(owner.Page.GetByTestId("recovery-stopped")).ToHaveCountAsync(0);
    }

    private async Task StopByMailAsync(BrowserWindow stranger)
    {
        await stranger.GoAsync(await LinkAsync("stop:"));
        await LookAsync(stranger, "stop, before");
        await stranger.Button("Stop this").ClickAsync();
        await Expect(stranger.Page.GetByText("Stopped. Nothing was changed.")).ToBeVisibleAsync();
        await LookAsync(stranger, "stop, after");
    }

    private async Task BeginAfterAResetAsync(BrowserWindow stranger)
    {
        await using (var db = await Portal.OpenDatabaseAsync())
        {
            var now = Portal.Clock.GetUtcNow();
            await db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(person => person.PasswordResetByMailAt, now));
        }

        await stranger.TypePasswordAsync("carol");
        await stranger.GoAsync("/sign-in/recover");
        await LookAsync(stranger, "recover, not yet");
        await stranger.Button("Send a code").ClickAsync();
        await LookAsync(stranger, "recover, code sent");
        await stranger.Textbox("Security code").FillAsync("000000");
        await stranger.Button("Start recovery").ClickAsync();
        await Expect(stranger.Page.GetByText("That code is wrong")).ToBeVisibleAsync();
        await LookAsync(stranger, "recover, wrong code");
        var texts = new List<string>();
        while (Portal.Postman.HasMore(DeliveryChannel.Sms, "+14155550123"))
        {
            texts.Add(await Portal.Postman.NextAsync(DeliveryChannel.Sms, "+14155550123"));
        }

        await stranger.Textbox("Security code").FillAsync(Code().Match(texts[^1]).Value);
        await stranger.Button("Start recovery").ClickAsync();
        await Expect(stranger.Page.GetByText("The wait has begun")).ToBeVisibleAsync();
    }

    private async Task FinishAsync(BrowserWindow stranger)
    {
        Portal.Clock.Advance(TimeSpan.FromHours(73));
        await Portal.Services.GetRequiredService<DueRecoveries>().RunAsync();
        string mail;
        while (!(mail = await Portal.Postman.NextAsync(DeliveryChannel.Email, Mailbox)).Contains("recover/finish", StringComparison.Ordinal))
        {
        }

        await stranger.GoAsync(Finish().Match(mail).Value);
        await LookAsync(stranger, "finish");
        await stranger.Textbox("Password").FillAsync("Wrong-horse-8");
        await stranger.Button("Turn off all my methods").ClickAsync();
        await Expect(stranger.Page.GetByText("That password is wrong")).ToBeVisibleAsync();
        await LookAsync(stranger, "finish, wrong password");
        await stranger.Textbox("Password").FillAsync(Fixtures.Portal.Password);
        await stranger.Button("Turn off all my methods").ClickAsync();
        await Expect(stranger.Page).ToHaveURLAsync(new Regex("reason=recovered"));
        await stranger.GoAsync(Finish().Match(mail).Value);
        await LookAsync(stranger, "finish, over");
        await FollowAsync(stranger, "Back to sign-in", "Sign in");
    }

    private async Task DisownAsync(BrowserWindow window)
    {
        await window.TypePasswordAsync("alice");
        await window.ExpectSignedInAsync();
        await window.OpenTwoFactorAsync();
        await window.TurnOnAppAsync(Portal);
        await window.SaveBackupCodesAsync();
        await window.ExpectOnAsync("Authentication app");
        await window.GoAsync(await LinkAsync("methods:"));
        await LookAsync(window, "this wasn't me, kept");
        await window.Button("This wasn't me: stop everything").ClickAsync();
        await Expect(window.Heading("What to do now")).ToBeVisibleAsync();
        await LookAsync(window, "this wasn't me, done and kept");
        await FollowAsync(window, "Sign in", "Sign in");
        await window.TypePasswordAsync("bob");
        await window.ExpectSignedInAsync();
        await window.GoAsync(await LinkAsync(null));
        await LookAsync(window, "this wasn't me, nothing to undo");
        await window.Button("This wasn't me: stop everything").ClickAsync();
        await Expect(window.Heading("What to do now")).ToBeVisibleAsync();
        await LookAsync(window, "this wasn't me, done");
        await FollowAsync(window, "Set a new password", "Forgot your password?");
        await window.GoAsync("/notices/nothing");
        await LookAsync(window, "this wasn't me, over");
        await FollowAsync(window, "Forgot your password?", "Forgot your password?");
        await window.GoAsync("/notices/nothing");
        await FollowAsync(window, "Back to sign-in", "Sign in");
    }

    private static async Task FollowAsync(BrowserWindow window, string link, string heading)
    {
        await window.Link(link).ClickAsync();
        await Expect(window.Heading(heading)).ToBeVisibleAsync();
    }

    private async Task LookAsync(BrowserWindow window, string place)
    {
        _faults.AddRange((await window.BeyondTheScreenAsync()).Select(fault => $"{place}: {fault}"));
        _faults.AddRange(await window.LookForFaultsAsync(place));
    }

    // Replaces the token of the newest notification of this kind with the test's own, because only the mails contain the original.
    private async Task<string> LinkAsync(string? undo)
    {
        var token = RandomToken.Create();
        var hash = Portal.Services.GetRequiredService<KeyedHash>().OfToken(token, NotificationRecord.LinkToken);
        await using var db = await Portal.OpenDatabaseAsync();
        var newest = await db.Set<NotificationRecord>()
            .Where(notice => undo == null ? notice.Undo == null : notice.Undo!.StartsWith(undo))
            .OrderByDescending(notice => notice.CreatedAt).Select(notice => notice.Id).FirstAsync();
        await db.Set<NotificationRecord>().Where(notice => notice.Id == newest)
            .ExecuteUpdateAsync(set => set.SetProperty(notice => notice.TokenHash, hash));
        return $"/notices/{token}";
    }

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex Code();

    [GeneratedRegex(@"/sign-in/recover/finish\S+")]
    private static partial Regex Finish();
}
