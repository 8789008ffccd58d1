using Bunit;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Recovery;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Accounts.Email;
using SecurityPortal.Tests.Fixtures;
using Portal = SecurityPortal.Tests.Fixtures.Portal;

namespace SecurityPortal.Tests.Accounts.Recovery;

/// <summary>A wait shows on every open page of the person and can be stopped there (R15).</summary>
public sealed class OpenRecoveriesTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private static readonly ClientInfo Client = new("test", "192.0.2.9");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Portal _portal = shared.Portal;

    private OpenRecoveries Open => _portal.Get<OpenRecoveries>();

    [Fact]
    public async Task An_open_page_shows_it_when_it_begins_and_its_button_stops_it_on_all_of_them()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await using var screen = await Screen.OfAsync(_portal, person);
        person.Session = await person.SignInElsewhereAsync(MethodIds.App);
        await using var other = await Screen.OfAsync(_portal, person);
        var (page, second) = (screen.Render<RecoveryAlarm>(), other.Render<RecoveryAlarm>());
        Assert.Empty(page.FindAll("[data-testid=recovery-alarm]"));

        await AskAsync(person);

        var alarm = page.WaitForElement("[data-testid=recovery-alarm]", Patience);
        Assert.Equal("alert", alarm.GetAttribute("role"));
        second.WaitForElement("[data-testid=recovery-alarm]", Patience);
        Screen.Button(alarm, "Stop this").Click();

        Assert.Contains("Stopped. Nothing was changed.", page.WaitForElement("[data-testid=recovery-stopped]", Patience).TextContent);
        second.WaitForAssertion(() => Assert.Empty(second.FindAll("section")), Patience);
        Assert.Equal(RecoveryState.Stopped, await StateAsync(person));
        Assert.Single(await person.ActivityAsync(), "recovery-stopped");
    }

    [Fact]
    public async Task A_page_on_which_one_was_stopped_shows_the_next()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await using var screen = await Screen.OfAsync(_portal, person);
        var page = screen.Render<RecoveryAlarm>();
        await AskAsync(person);
        Screen.Button(page.WaitForElement("[data-testid=recovery-alarm]", Patience), "Stop this").Click();
        page.WaitForElement("[data-testid=recovery-stopped]", Patience);

        await AskAsync(person);

        page.WaitForElement("[data-testid=recovery-alarm]", Patience);
        Assert.Empty(page.FindAll("[data-testid=recovery-stopped]"));
    }

    [Fact]
    public async Task The_link_that_was_sent_is_shown_and_stopped_as_well()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);
        var token = await LinkAsync(person);
        await HasSessionAsync(person, MethodIds.App);

        Assert.True((await Open.FindAsync(person.Session))!.LinkSent);
        Assert.True(await Open.StopAsync(person.Session));

        Assert.IsType<RecoveryLinkUse.Over>(
            await _portal.Get<RecoveryLinks>().UseAsync(token, Portal.Password, Client, CancellationToken.None));
    }

    [Fact]
    public async Task A_session_from_a_temporary_pass_neither_sees_nor_stops_it()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);
        await person.SignInAsync(AuthenticationMethods.TemporaryPass);

        Assert.Null(await Open.FindAsync(person.Session));
        Assert.False(await Open.StopAsync(person.Session));
        Assert.Equal(RecoveryState.Waiting, await StateAsync(person));
    }

    [Fact]
    public async Task A_session_that_is_led_to_enrolment_and_one_that_is_over_stop_nothing()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);
        await HasSessionAsync(person, MethodIds.App);
        await Rows.ExecuteAsync(_portal, $"""UPDATE "People" SET "MustEnrolSince" = 1 WHERE "UserId" = {person.Id}""");
        Assert.False(await Open.StopAsync(person.Session));
        await Rows.ExecuteAsync(_portal, $"""UPDATE "People" SET "MustEnrolSince" = NULL WHERE "UserId" = {person.Id}""");
        await _portal.Get<SessionStore>().EndAsync(person.Id, person.Session);

        Assert.False(await Open.StopAsync(person.Session));
        Assert.Equal(RecoveryState.Waiting, await StateAsync(person));
    }

    [Fact]
    public async Task Somebody_elses_session_sees_and_stops_only_their_own()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.App);
        await AskAsync(person);
        var stranger = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        Assert.Null(await Open.FindAsync(stranger.Session));
        Assert.False(await Open.StopAsync(stranger.Session));
        Assert.Equal(RecoveryState.Waiting, await StateAsync(person));
    }

    [Fact]
    public async Task Stop_and_the_link_pressed_at_once_are_one_or_the_other()
    {
        for (var round = 0; round < 6; round++)
        {
            var person = await TestPerson.WithAsync(_portal, MethodIds.App);
            await AskAsync(person);
            var token = await LinkAsync(person);
            await HasSessionAsync(person, MethodIds.App);

            var stop = Task.Run(() => Open.StopAsync(person.Session));
            var use = Task.Run(() => _portal.Get<RecoveryLinks>().UseAsync(token, Portal.Password, Client, CancellationToken.None));
            await Task.WhenAll(stop, use);

            Assert.True(await stop != await use is RecoveryLinkUse.Done);
            Assert.Equal(await stop ? 2 : 0, await Rows.CountAsync(_portal, "MethodEnrolments", person.Id));
        }
    }

    // Signs in and restores the wait, as if the session had been open before: a sign-in stops the wait.
    private async Task HasSessionAsync(TestPerson person, string with)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        var request = await db.Set<RecoveryRequest>().AsNoTracking().SingleAsync(row => row.UserId == person.Id);
        await person.SignInAsync(with);
        await db.Set<RecoveryRequest>().Where(row => row.Id == request.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, request.State).SetProperty(row => row.EndedAt, (DateTimeOffset?)null));
    }

    private async Task AskAsync(TestPerson person)
    {
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/recover");
        await browser.SubmitAsync();
        Assert.Contains("The wait has begun", browser.Text);
    }

    private async Task<string> LinkAsync(TestPerson person)
    {
        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await _portal.Get<DueRecoveries>().RunAsync();
        return (await _portal.LinkSentToAsync(person.Email)).Split("token=")[1];
    }

    private async Task<RecoveryState> StateAsync(TestPerson person)
    {
        await using var db = await _portal.OpenDatabaseAsync();
        return await db.Set<RecoveryRequest>().Where(row => row.UserId == person.Id).Select(row => row.State).SingleAsync();
    }
}
