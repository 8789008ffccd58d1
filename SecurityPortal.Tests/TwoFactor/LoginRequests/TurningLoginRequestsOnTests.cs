using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.TwoFactor.LoginRequests;

public sealed class TurningLoginRequestsOnTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Fact]
    public async Task A_second_signed_in_browser_approves_the_test_request()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var second = await person.SignInElsewhereAsync(MethodIds.App);
        var (setup, number) = await AskAsync(person);

        await _portal.Get<LoginRequestAnswers>().ApproveAsync(second, await RequestAsync(second), number);
        Assert.True((await person.Enrolment.WaitAsync(person.Session, setup)).Answered);
        Assert.IsType<TurnOnResult.On>(await person.Enrolment.TurnOnAsync(person.Session, setup, "claim", null));

        Assert.Contains(MethodIds.LoginRequests, await person.OnAsync());
    }

    [Fact]
    public async Task R18_The_browser_that_approved_stays_signed_in_and_all_others_are_signed_out()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var approver = await person.SignInElsewhereAsync(MethodIds.App);
        var third = await person.SignInElsewhereAsync(MethodIds.App);
        await _portal.TrustDeviceAsync(person.Id, new("A browser", "192.0.2.1"));
        var (setup, number) = await AskAsync(person);

        await _portal.Get<LoginRequestAnswers>().ApproveAsync(approver, await RequestAsync(approver), number);
        Assert.IsType<TurnOnResult.On>(await person.Enrolment.TurnOnAsync(person.Session, setup, "claim", null));

        Assert.True(await person.IsAliveAsync(person.Session));
        Assert.True(await person.IsAliveAsync(approver));
        Assert.False(await person.IsAliveAsync(third));
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(person.Id, TestContext.Current.CancellationToken));
        var mail = Assert.Single(await person.MessagesAsync("email"));
        Assert.Contains("except in the browser that approved", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R18_A_browser_that_approved_a_test_that_came_to_nothing_is_signed_out_by_the_next_change()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var approver = await person.SignInElsewhereAsync(MethodIds.App);
        var (_, number) = await AskAsync(person);
        await _portal.Get<LoginRequestAnswers>().ApproveAsync(approver, await RequestAsync(approver), number);

        await person.TurnOnSmsAsync();

        Assert.False(await person.IsAliveAsync(approver));
    }

    [Fact]
    public async Task Each_set_up_that_is_opened_asks_at_once_and_counts_towards_nothing()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var second = await person.SignInElsewhereAsync(MethodIds.App);
        HashSet<Guid> asked = [];
        var (setup, number) = await AskAsync(person);
        for (var time = 0; time < 4; time++)
        {
            asked.Add(await RequestAsync(second));
            _portal.Clock.Advance(TimeSpan.FromSeconds(1));
            (setup, number) = await AskAsync(person);
        }

        Assert.Equal(4, asked.Count);
        Assert.Equal(AnswerOutcome.Over, await _portal.Get<LoginRequestAnswers>().ApproveAsync(second, asked.First(), number));
        await _portal.Get<LoginRequestAnswers>().ApproveAsync(second, await RequestAsync(second), number);
        Assert.IsType<TurnOnResult.On>(await person.Enrolment.TurnOnAsync(person.Session, setup, "claim", null));
        var browser = await _portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");

        Assert.False((await _portal.Get<LoginRequestAnswers>().PendingAsync(second))!.IsTest);
        Assert.DoesNotContain(await person.MessagesAsync("email"), mail => mail.Text.Contains("Many login requests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_waits_until_a_new_confirmation_is_needed_is_told_so()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        await person.SignInElsewhereAsync(MethodIds.App);
        var (setup, _) = await AskAsync(person);
        _portal.Clock.Advance(TimeSpan.FromMinutes(10));

        var (answered, refusal) = await person.Enrolment.WaitAsync(person.Session, setup);

        Assert.False(answered);
        Assert.Equal(MethodFault.NeedsConfirmation, refusal?.Fault);
    }

    [Fact]
    public async Task The_browser_that_asks_cannot_approve_itself()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);
        var second = await person.SignInElsewhereAsync(MethodIds.App);
        var (setup, number) = await AskAsync(person);

        Assert.Null(await _portal.Get<LoginRequestAnswers>().PendingAsync(person.Session));
        Assert.Equal(
            AnswerOutcome.Over,
            await _portal.Get<LoginRequestAnswers>().ApproveAsync(person.Session, await RequestAsync(second), number));
        Assert.IsType<TurnOnResult.Refused>(await person.Enrolment.TurnOnAsync(person.Session, setup, "claim", null));
    }

    [Fact]
    public async Task With_no_second_browser_the_row_says_what_to_do()
    {
        var person = await (await TestPerson.WithAsync(_portal, MethodIds.App)).SignInAsync(MethodIds.App);

        var row = await person.RowAsync(MethodIds.LoginRequests);

        Assert.False(row.IsAvailable);
        Assert.StartsWith("First sign in on a second browser", row.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_never_stands_alone()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        await person.SignInElsewhereAsync();

        var refused = Assert.IsType<BeginResult.Refused>(await person.TryBeginAsync(MethodIds.LoginRequests));

        Assert.Equal(MethodFault.RequiresAnother, refused.Refusal.Fault);
    }

    private async Task<(Guid Setup, string Number)> AskAsync(TestPerson person)
    {
        var setup = await person.BeginAsync(MethodIds.LoginRequests);
        var number = (MatchNumber)(await person.Enrolment.OpenAsync(person.Session, setup.Id))!;
        return (setup.Id, number.Digits);
    }

    private async Task<Guid> RequestAsync(Guid session) =>
        (await _portal.Get<LoginRequestAnswers>().PendingAsync(session))!.Id;
}
