using System.Text.RegularExpressions;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Tests.Accounts.Status;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Notifications;

/// <summary>"Lock my account" in a notification (R19), beside "This wasn't me".</summary>
[OnBothDatabases]
public sealed partial class LockByNotificationTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private SelfServiceLock Lock => _portal.Get<SelfServiceLock>();

    [Fact]
    public async Task R19_Every_notice_locks_too_and_what_it_disowns_opens_nothing()
    {
        // Everything is new, so the link may not remove the thief's app (R13), but that app cannot open the lock.
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync("Not mine");
        var page = await _portal.Browser().GetAsync(await NoticeAsync(person));
        Assert.Contains("Lock my account", page.Text);

        await page.SubmitAsync(("action", "lock"));

        Assert.Contains("Only support can unlock it.", page.Text);
        var (reason, opens) = (await _portal.LockOfAsync(person))!.Value;
        Assert.Equal("", opens);
        Assert.NotEqual("", reason);
        Assert.Null(await _portal.BeginSessionAsync(person, MethodIds.App));
        Assert.Equal(0, await Rows.CountAsync(_portal, "RecoveryRequests", person.Id));
    }

    [Fact]
    public async Task R19_A_notice_of_a_wait_stops_it_and_locks()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        var thief = await _portal.Browser().TypePasswordAsync(person.Email);
        await thief.GetAsync("/sign-in/recover");
        await thief.SubmitAsync();

        var page = await _portal.Browser().GetAsync(await NoticeAsync(person));
        await page.SubmitAsync(("action", "lock"));

        Assert.Contains("Your account is locked.", page.Text);
        Assert.Contains("Authentication app", page.Text);
        Assert.Contains("recovery-stopped", await person.ActivityAsync());
        Assert.NotNull(await _portal.LockOfAsync(person));
    }

    [Fact]
    public async Task R19_A_thief_who_locks_keeps_the_owner_from_undoing_nothing()
    {
        var person = await _portal.LockOwnerAsync(MethodIds.App);
        await person.TurnOnKeyAsync(new SoftwareKey(), "Not mine");
        var link = await NoticeAsync(person);
        Assert.True(await Lock.LockAsync(person.Session, "By the thief"));

        var page = await _portal.Browser().GetAsync(link);
        await page.SubmitAsync();

        Assert.Contains("We removed: Security keys.", page.Text);
        Assert.Equal(("By the thief", MethodIds.App), await _portal.LockOfAsync(person));
    }

    private async Task<string> NoticeAsync(TestPerson person)
    {
        var mail = (await person.MessagesAsync("email")).First(sent => NoticePath().IsMatch(sent.Text));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return NoticePath().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();
}
