using Microsoft.EntityFrameworkCore;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.TwoFactor.LoginRequests;

public sealed class AskingToBeLetInTests : IAsyncLifetime
{
    private readonly Portal _portal = new();
    private TestPerson _person = default!;

    private LoginRequestAnswers Answers => _portal.Get<LoginRequestAnswers>();

    public async ValueTask InitializeAsync()
    {
        _person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.LoginRequests);
        await _person.SignInAsync(MethodIds.App);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_right_number_typed_in_a_signed_in_browser_lets_the_asking_browser_in()
    {
        var (browser, number) = await AskAsync();
        var request = await Answers.PendingAsync(_person.Session);
        Assert.NotNull(request);

        Assert.Equal(AnswerOutcome.Done, await Answers.ApproveAsync(_person.Session, request.Id, number));
        await ClaimAsync(browser);

        Assert.True(await browser.IsSignedInAsync());
        await using var db = await _portal.OpenDatabaseAsync();
        var entry = await db.Set<SecurityPortal.Audit.AuditLogEntry>()
            .SingleAsync(row => row.Event == "login-request-approved", TestContext.Current.CancellationToken);
        Assert.Equal(("A browser", "192.0.2.1"), (entry.UserAgent, entry.Address));
        Assert.Equal(request.UserAgent, entry.Detail);
    }

    [Fact]
    public async Task Nothing_lets_the_asking_browser_in_before_it_is_approved()
    {
        var (browser, _) = await AskAsync();

        await ClaimAsync(browser);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Three_wrong_numbers_end_the_request_and_the_right_one_comes_too_late()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        var wrong = number == "10" ? "11" : "10";

        Assert.Equal(AnswerOutcome.WrongNumber, await Answers.ApproveAsync(_person.Session, request.Id, wrong));
        Assert.Equal(AnswerOutcome.WrongNumber, await Answers.ApproveAsync(_person.Session, request.Id, wrong));
        Assert.Equal(AnswerOutcome.TooManyWrong, await Answers.ApproveAsync(_person.Session, request.Id, wrong));

        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(_person.Session, request.Id, number));
        await ClaimAsync(browser);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Sixty_parallel_guesses_at_the_number_count_three_times()
    {
        var (_, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        var outcomes = await Task.WhenAll(Enumerable.Range(10, 61).Select(guess => $"{guess}").Where(guess => guess != number).Take(60)
            .Select(guess => Answers.ApproveAsync(_person.Session, request.Id, guess)));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(3, await db.Set<LoginRequest>().Where(row => row.Id == request.Id).Select(row => row.Tries).SingleAsync());
        Assert.InRange(outcomes.Count(outcome => outcome == AnswerOutcome.WrongNumber), 0, 3);
        Assert.DoesNotContain(AnswerOutcome.Done, outcomes);
    }

    [Fact]
    public async Task It_was_me_cancel_ends_the_request_and_leaves_the_sign_in_open()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        Assert.Equal(AnswerOutcome.Done, await Answers.CancelAsync(_person.Session, request.Id));
        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(_person.Session, request.Id, number));

        await browser.TypeCodeAsync(_person.NextAppCode(), MethodIds.App);
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_sign_in_that_was_finished_by_another_method_asks_nobody_any_more()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        await browser.TypeCodeAsync(_person.NextAppCode(), MethodIds.App);

        Assert.True(await browser.IsSignedInAsync());
        Assert.Null(await Answers.PendingAsync(await SessionOfAsync(browser)));
        Assert.Null(await Answers.PendingAsync(_person.Session));
        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(_person.Session, request.Id, number));
        Assert.Equal(AnswerOutcome.Over, await Answers.DenyAsync(_person.Session, request.Id));
        Assert.DoesNotContain(await _person.MessagesAsync("email"), sent => sent.Text.Contains("so we stopped that sign-in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_in_that_ran_out_of_tries_asks_nobody_any_more()
    {
        await using var portal = new Portal(("Flows:MaxAttempts", "1"));
        var person = await TestPerson.WithAsync(portal, MethodIds.App, MethodIds.LoginRequests);
        await person.SignInAsync(MethodIds.App);
        var browser = await portal.Browser().TypePasswordAsync(person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        Assert.NotNull(await portal.Get<LoginRequestAnswers>().PendingAsync(person.Session));

        await browser.TypeCodeAsync(person.NextAppCode() == "000000" ? "111111" : "000000", MethodIds.App);

        Assert.Null(await portal.Get<LoginRequestAnswers>().PendingAsync(person.Session));
    }

    [Fact]
    public async Task A_person_who_starts_again_asks_anew_and_is_shown()
    {
        var (browser, _) = await AskAsync();
        var first = (await Answers.PendingAsync(_person.Session))!;

        await browser.TypePasswordAsync(_person.Email);
        Assert.Null(await Answers.PendingAsync(_person.Session));
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");

        var second = await Answers.PendingAsync(_person.Session);
        Assert.NotNull(second);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task It_wasnt_me_ends_that_sign_in_keeps_others_quiet_and_tells_the_person()
    {
        var (browser, _) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        Assert.Equal(AnswerOutcome.Done, await Answers.DenyAsync(_person.Session, request.Id));

        await browser.GetAsync("/sign-in/verify?method=AuthenticatorApp");
        Assert.Equal("/sign-in?reason=expired", browser.Path);
        Assert.Contains("stopped", (await _person.MessagesAsync("email"))[0].Text, StringComparison.Ordinal);
        var (again, number) = await AskAsync();
        Assert.Matches("^[1-9][0-9]$", number);
        Assert.Null(await Answers.PendingAsync(_person.Session));
        Assert.DoesNotContain("denied", again.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Both_buttons_at_once_decide_one_thing()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        var outcomes = await Task.WhenAll(
            Answers.ApproveAsync(_person.Session, request.Id, number),
            Answers.DenyAsync(_person.Session, request.Id));

        Assert.Single(outcomes, AnswerOutcome.Done);
        await ClaimAsync(browser);
        Assert.Equal(outcomes[0] == AnswerOutcome.Done, await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_request_is_over_after_two_minutes()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        _portal.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Null(await Answers.PendingAsync(_person.Session));
        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(_person.Session, request.Id, number));
        await ClaimAsync(browser);
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task An_approval_is_worth_nothing_once_the_session_that_gave_it_has_ended()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        await Answers.ApproveAsync(_person.Session, request.Id, number);

        await _portal.Get<SecurityPortal.Authentication.Sessions.SessionStore>().EndAsync(_person.Id, _person.Session);
        await ClaimAsync(browser);

        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task An_approval_claimed_twenty_times_at_once_signs_in_once()
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        await Answers.ApproveAsync(_person.Session, request.Id, number);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => browser.SendAsync(browser.Form(("code", "claim")))));

        await using var db = await _portal.OpenDatabaseAsync();
        Assert.Equal(1, await db.Set<SecurityPortal.Authentication.Sessions.PortalSession>().CountAsync(
            session => session.UserId == _person.Id && session.AuthenticationMethods.Contains(MethodIds.LoginRequests)));
    }

    [Fact]
    public async Task Another_browser_with_the_password_cannot_claim_the_approval()
    {
        var (_, number) = await AskAsync();
        var thief = await _portal.Browser().TypePasswordAsync(_person.Email);
        await thief.GetAsync("/sign-in/verify?method=LoginRequests");
        var request = (await Answers.PendingAsync(_person.Session))!;
        await Answers.ApproveAsync(_person.Session, request.Id, number);

        await ClaimAsync(thief);

        Assert.False(await thief.IsSignedInAsync());
    }

    [Fact]
    public async Task Another_persons_session_sees_and_answers_nothing()
    {
        var (_, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        var other = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        Assert.Null(await Answers.PendingAsync(other.Session));
        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(other.Session, request.Id, number));
        Assert.Equal(AnswerOutcome.Over, await Answers.DenyAsync(other.Session, request.Id));
        Assert.NotNull(await Answers.PendingAsync(_person.Session));
    }

    [Fact]
    public async Task A_session_that_a_login_request_let_in_cannot_approve_the_next_within_its_first_hour()
    {
        var young = await _person.SignInElsewhereAsync(MethodIds.LoginRequests);
        var (_, number) = await AskAsync();
        var request = (await Answers.PendingAsync(young))!;

        Assert.False(request.MayApprove);
        Assert.Equal(AnswerOutcome.NotAllowed, await Answers.ApproveAsync(young, request.Id, number));
        Assert.NotNull(await Answers.PendingAsync(_person.Session));
    }

    [Fact]
    public async Task It_is_not_offered_when_nobody_could_approve()
    {
        await _portal.Get<SecurityPortal.Authentication.Sessions.SessionStore>().EndAsync(_person.Id, _person.Session);
        var browser = await _portal.Browser().TypePasswordAsync(_person.Email);

        await browser.GetAsync("/sign-in/verify?another=true");

        Assert.DoesNotContain("Login requests", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_twenty_requests_in_an_hour_three_are_shown_and_the_person_is_told_once()
    {
        var shown = new HashSet<Guid>();
        for (var i = 0; i < 20; i++)
        {
            await AskAsync();
            if (await Answers.PendingAsync(_person.Session) is { } request)
            {
                shown.Add(request.Id);
            }

            _portal.Clock.Advance(TimeSpan.FromMinutes(2));
            await _portal.Get<SecurityPortal.Authentication.Sessions.SessionStore>().FindByTokenAsync(_person.SessionToken);
        }

        Assert.Equal(3, shown.Count);
        Assert.Single(await _person.MessagesAsync("email"), sent => sent.Text.Contains("Many login requests", StringComparison.Ordinal));
    }

    private async Task<(TestBrowser Browser, string Number)> AskAsync()
    {
        var browser = await _portal.Browser().TypePasswordAsync(_person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        return (browser, browser.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim());
    }

    private async Task<Guid> SessionOfAsync(TestBrowser browser) =>
        (await _portal.Get<SecurityPortal.Authentication.Sessions.SessionStore>().FindByTokenAsync(browser.Cookie("__Host-portal-session")!))!.Id;

    private static Task ClaimAsync(TestBrowser browser) => browser.SubmitAsync(("code", "claim"));
}
