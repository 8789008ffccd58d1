using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>The wait and the link at its end: what voids them, and what the link asks for (R13, R15).</summary>
public sealed class RecoveryLinksTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private const string NewPassword = "gravel moss seven owls";
    private static readonly ClientInfo Client = new("test", "192.0.2.9");
    private static readonly TimeSpan Wait = TimeSpan.FromHours(72);
    private readonly Portal _portal = shared.Portal;

    private RecoveryLinks Links => _portal.Get<RecoveryLinks>();

    [Fact]
    public async Task The_link_alone_takes_nothing_off_and_the_password_is_counted()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var token = await LinkAsync(person);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => Links.UseAsync(token, $"guess number {number}", Client, CancellationToken.None))));

        Assert.Equal(5, guesses.OfType<RecoveryLinkUse.WrongPassword>().Count());
        Assert.Equal(15, guesses.OfType<RecoveryLinkUse.Locked>().Count());
        Assert.IsType<RecoveryLinkUse.Locked>(await Links.UseAsync(token, Portal.Password, Client, CancellationToken.None));
        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Fact]
    public async Task A_password_set_by_mail_voids_the_link_and_does_not_serve_for_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var token = await LinkAsync(person);

        await ResetAsync(person);

        Assert.IsType<RecoveryLinkUse.Over>(await Links.UseAsync(token, NewPassword, Client, CancellationToken.None));
        Assert.Contains("or was cancelled", (await _portal.Browser().GetAsync($"/sign-in/recover/finish?token={token}")).Text);
        Assert.Equal(2, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
    }

    [Fact]
    public async Task A_password_set_by_mail_voids_the_wait()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);
        await ResetAsync(person);
        _portal.Clock.Advance(Wait);

        await _portal.Get<DueRecoveries>().RunAsync();

        Assert.Equal(RecoveryState.Stopped, await StateAsync(person));
        Assert.DoesNotContain("recovery-link-sent", await person.ActivityAsync());
        Assert.Single(await person.ActivityAsync(), "recovery-stopped");
        Assert.DoesNotContain(await person.MessagesAsync("email"), mail => mail.Text.Contains("recover/finish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_changed_in_a_session_voids_the_wait_and_a_new_one_can_begin()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await AskAsync(person);
        Assert.IsType<AccountResult.Done>(
            await _portal.Get<PasswordChange>().ChangeAsync(person.Session, Portal.Password, NewPassword));
        Assert.Null(await _portal.Get<OpenRecoveries>().FindAsync(person.Session));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));

        await AskAsync(person, NewPassword);

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(
            [RecoveryState.Stopped, RecoveryState.Waiting],
            await db.Set<RecoveryRequest>().Where(row => row.UserId == person.Id).OrderBy(row => row.AskedAt).Select(row => row.State).ToListAsync());
    }

    [Fact]
    public async Task A_reset_of_the_password_at_the_very_moment_lets_no_link_take_anything_off_afterwards()
    {
        for (var round = 0; round < 4; round++)
        {
            var person = await TestPerson.WithAsync(_portal, MethodIds.App);
            var token = await LinkAsync(person);
            var browser = await ResetFormAsync(person);

            var use = Task.Run(() => Links.UseAsync(token, Portal.Password, Client, CancellationToken.None));
            await Task.WhenAll(use, Task.Run(() => browser.SubmitAsync(("new-password", NewPassword))));

            // Whichever came first: the link was used before the reset, or the reset voided it.
            var left = await Rows.CountAsync(_portal, "MethodEnrolments", person.Id);
            Assert.Equal(await use is RecoveryLinkUse.Done ? 0 : 2, left);
            Assert.IsType<RecoveryLinkUse.Over>(await Links.UseAsync(token, NewPassword, Client, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Somebody_without_a_password_cannot_begin_since_only_the_mailbox_would_speak()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await using var db = await _portal.OpenDatabaseAsync();
        var start = _portal.Get<RecoveryStart>();
        Assert.IsType<RecoveryOffer.Offered>(await start.OfferAsync(db, person.Id, isAgreed: false, CancellationToken.None));

        await db.Users.Where(user => user.Id == person.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, (string?)null));

        Assert.IsType<RecoveryOffer.AskSupport>(await start.OfferAsync(db, person.Id, isAgreed: true, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_link_takes_off_is_in_the_log_by_name()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        var token = await LinkAsync(person);

        Assert.IsType<RecoveryLinkUse.Done>(await Links.UseAsync(token, Portal.Password, Client, CancellationToken.None));

        var activity = await person.ActivityAsync();
        Assert.Contains("recovery-used", activity);
        Assert.Contains(activity, entry => entry.StartsWith("method-off ", StringComparison.Ordinal) && entry.Contains(MethodIds.App, StringComparison.Ordinal));
        Assert.Contains("two-factor-off", activity);
    }

    [Fact]
    public async Task A_temporary_pass_stops_no_wait_and_a_method_does()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);

        await person.SignInAsync(AuthenticationMethods.TemporaryPass);
        Assert.Equal(RecoveryState.Waiting, await StateAsync(person));
        await person.SignInAsync(MethodIds.App);

        Assert.Equal(RecoveryState.Stopped, await StateAsync(person));
    }

    private async Task<RecoveryState> StateAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<RecoveryRequest>().Where(row => row.UserId == person.Id).Select(row => row.State).SingleAsync();
    }

    private async Task AskAsync(TestPerson person, string password = Portal.Password)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email, password);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();
        Assert.Contains("The wait has begun", browser.Text);
    }

    private async Task<string> LinkAsync(TestPerson person)
    {
        await AskAsync(person);
        _portal.Clock.Advance(Wait);
        await _portal.Get<DueRecoveries>().RunAsync();
        return (await _portal.LinkSentToAsync(person.Email)).Split("token=")[1];
    }

    private async Task<TestBrowser> ResetFormAsync(TestPerson person)
    {
        var browser = await _portal.Browser().GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", person.Email));
        return await browser.GetAsync(await _portal.LinkSentToAsync(person.Email));
    }

    private async Task ResetAsync(TestPerson person)
    {
        var browser = await ResetFormAsync(person);
        await browser.SubmitAsync(("new-password", NewPassword));
        Assert.Equal("/sign-in?reason=password-reset", browser.Path);
    }
}
