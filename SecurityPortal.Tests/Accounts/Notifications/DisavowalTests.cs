using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Notifications;

/// <summary>"This wasn't me": what happens where the link may undo the change, and where it may not (R13).</summary>
public sealed partial class DisavowalTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task Where_nothing_would_be_left_a_wait_begins_that_is_told_by_mail_and_text_and_that_a_sign_in_ends()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnSmsAsync();

        var page = await PressAsync(await NoticeAsync(person));

        var request = Assert.Single(await RequestsAsync(person));
        Assert.Equal((RecoveryState.Waiting, _portal.Clock.GetUtcNow().AddHours(72)), (request.State, request.DueAt));
        Assert.Contains("Still on: Text message (SMS), Backup codes.", page.Text);
        Assert.Contains(request.DueAt.UtcDateTime.ToString("D", System.Globalization.CultureInfo.GetCultureInfo("en")), page.Text);
        Assert.Contains(await person.MessagesAsync("email"), mail => mail.Text.Contains("answered \"This wasn't me\" to a notice", StringComparison.Ordinal));
        Assert.Contains(await person.MessagesAsync("sms"), text => text.Text.Contains("answered \"This wasn't me\" to a notice", StringComparison.Ordinal));
        Assert.Contains("recovery-asked not-me", await person.ActivityAsync());

        // A sign-in with an enabled method stops it.
        await person.SignInAsync(MethodIds.Sms);
        Assert.Equal(RecoveryState.Stopped, Assert.Single(await RequestsAsync(person)).State);
    }

    [Fact]
    public async Task A_mailbox_gets_nothing_from_the_wait_that_it_began()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        await PressAsync(await NoticeAsync(person));
        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await _portal.Get<DueRecoveries>().RunAsync();
        var thief = await _portal.Browser().GetAsync(await _portal.LinkSentToAsync(person.Email));

        // Without the password the link does nothing; a password reset by mail voids it.
        await thief.SubmitAsync(("password", "gravel moss seven owls"));
        Assert.Contains("That password is wrong", thief.Text);
        await thief.GetAsync("/sign-in/forgot-password");
        await thief.SubmitAsync(("email", person.Email));
        await thief.GetAsync(await _portal.LinkSentToAsync(person.Email));
        await thief.SubmitAsync(("new-password", "gravel moss seven owls"));
        await thief.TypePasswordAsync(person.Email, "gravel moss seven owls");

        Assert.Equal("/sign-in/verify", thief.Path);
        await thief.GetAsync("/sign-in/recover");
        Assert.Null(thief.Page!.QuerySelector("main form button"));
        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
        Assert.DoesNotContain("two-factor-off", await person.ActivityAsync());
    }

    [Fact]
    public async Task Soon_after_a_reset_by_mail_no_wait_begins_and_support_is_told()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        var notice = await NoticeAsync(person);
        await Rows.ExecuteAsync(
            _portal, $"""UPDATE "People" SET "PasswordResetByMailAt" = {_portal.Clock.GetUtcNow().ToUnixTimeMilliseconds()} WHERE "UserId" = {person.Id}""");

        var page = await PressAsync(notice);

        Assert.Contains("Done.", page.Text);
        Assert.Empty(await RequestsAsync(person));
        Assert.Contains("still on: AuthenticatorApp, BackupCodes", (await CaseAsync(person)).Reason);
        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Fact]
    public async Task Somebody_who_works_for_support_keeps_all_methods_and_a_lead_gets_a_case()
    {
        var agent = await (await TestPerson.CreateAsync(_portal, "Support")).SignInAsync();
        await agent.TurnOnKeyAsync(new SoftwareKey());

        var page = await PressAsync(await NoticeAsync(agent));

        Assert.Contains("Still on: Security keys, Backup codes.", page.Text);
        Assert.Empty(await RequestsAsync(agent));
        var opened = await CaseAsync(agent);
        Assert.StartsWith("For a lead.", opened.Reason);
        Assert.Null(opened.OpenedBy);
        Assert.False(await agent.IsAliveAsync(agent.Session));
        Assert.DoesNotContain(await agent.ActivityAsync(), entry => entry.StartsWith("method-off", StringComparison.Ordinal));
        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", agent.Id));
    }

    [Fact]
    public async Task A_method_beside_another_goes_and_the_log_says_so()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await person.TurnOnSmsAsync();

        var page = await PressAsync(await NoticeAsync(person));

        Assert.Contains("We removed: Text message (SMS).", page.Text);
        Assert.Contains("method-off Sms", await person.ActivityAsync());
        Assert.Contains("not-me Sms", await person.ActivityAsync());
        Assert.DoesNotContain("two-factor-off", await person.ActivityAsync());
        Assert.Empty(await RequestsAsync(person));
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task An_app_beside_another_goes_and_the_log_says_so()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await person.TurnOnAppAsync("Thief's phone");

        await PressAsync(await NoticeAsync(person));

        Assert.Equal(2, (await person.ActivityAsync()).Count(entry => entry == "method-changed AuthenticatorApp"));
        await Invariants.CheckAsync(_portal, person.Id);
    }

    [Fact]
    public async Task Only_a_notice_of_what_is_still_on_begins_a_wait()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        var first = await NoticeAsync(person);
        await person.TurnOffAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await person.TurnOnAppAsync();
        var second = await NoticeAsync(person);

        // The first is about an app that has been removed: there is nothing to undo, so no wait begins.
        await PressAsync(first);
        Assert.Empty(await RequestsAsync(person));
        await PressAsync(second);

        Assert.Equal(RecoveryState.Waiting, Assert.Single(await RequestsAsync(person)).State);
    }

    [Fact]
    public async Task The_address_that_loses_the_account_again_is_told_without_where_it_came_from()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var browser = person.Browser();
        await browser.GetAsync("/settings/account/email");
        await browser.SubmitAsync(("email", $"new-{person.Email}"));
        await browser.GetAsync(await _portal.LinkSentToAsync($"new-{person.Email}"));
        await browser.SubmitAsync();
        var mail = (await person.MessagesAsync("email")).First(sent => sent.Text.Contains("address was changed", StringComparison.Ordinal));

        await PressAsync(NoticePath().Match(mail.Text).Value);

        var told = Assert.Single(
            await person.MessagesAsync("email", $"new-{person.Email}"),
            sent => sent.Text.StartsWith("We stopped all access", StringComparison.Ordinal));
        Assert.DoesNotContain("From:", told.Text);
        Assert.DoesNotContain("/notices/", told.Text);
    }

    [Theory]
    [InlineData("en", "minutes ago")]
    [InlineData("de", "Minuten")]
    public async Task The_page_keeps_the_time_apart_from_the_subject(string language, string ago)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.TurnOnAppAsync();
        var link = await NoticeAsync(person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(8));

        var browser = await _portal.Browser().Speaking(language).GetAsync(link);

        var about = browser.Page!.QuerySelector("main p")!;
        Assert.Contains(ago, about.QuerySelector("time")!.TextContent);
        Assert.NotNull(about.QuerySelector("br"));
    }

    [Fact]
    public async Task The_page_says_in_short_lines_what_the_button_does_and_what_it_leaves()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await person.SignInAsync(MethodIds.App);
        await person.TurnOnSmsAsync();

        var browser = await _portal.Browser().GetAsync(await NoticeAsync(person));

        Assert.Equal(["If you press the button", "What stays the same"], browser.Page!.QuerySelectorAll("main h2").Select(head => head.TextContent));
        Assert.Equal(
            [
                "You are signed out everywhere, and your trusted devices are removed.", "Nobody can change your methods for 24 hours, not even you.",
                "We remove what was added.", "We'll tell support.", "Your password. You can sign in as usual.",
            ],
            browser.Page.QuerySelectorAll("main li").Select(line => line.TextContent));
    }

    private async Task<TestBrowser> PressAsync(string link) => await (await _portal.Browser().GetAsync(link)).SubmitAsync();

    private async Task<IReadOnlyList<RecoveryRequest>> RequestsAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<RecoveryRequest>().AsNoTracking().Where(row => row.UserId == person.Id).ToListAsync();
    }

    private async Task<SupportCase> CaseAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<SupportCase>().AsNoTracking().SingleAsync(row => row.UserId == person.Id);
    }

    private async Task<string> NoticeAsync(TestPerson person)
    {
        var mail = (await person.MessagesAsync("email")).First(sent => ChangeOfMethods().IsMatch(sent.Text));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return NoticePath().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"(?<=https://localhost)/notices/\S+")]
    private static partial Regex NoticePath();

    [GeneratedRegex("(Turned on|Changed|Turned off): ")]
    private static partial Regex ChangeOfMethods();
}
