using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.LoginRequests;

namespace SecurityPortal.Tests.Attacks;

/// <summary>
/// A thief with the password and a session of the person whose confirmation has expired: enough to sign in where login requests
/// are on, but not for anything that would lock the person out.
/// </summary>
public sealed class StolenSessionsTests : IAsyncLifetime
{
    private readonly Portal _portal = new();
    private TestPerson _person = default!;

    private LoginRequestAnswers Answers => _portal.Get<LoginRequestAnswers>();

    public async ValueTask InitializeAsync()
    {
        _person = await TestPerson.WithAsync(_portal, MethodIds.App, MethodIds.LoginRequests);
        await _person.SignInAsync(MethodIds.App);
        _portal.Clock.Advance(TimeSpan.FromMinutes(20));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_sign_in_that_the_stolen_session_approves_changes_nothing()
    {
        var thief = await SignInByRequestAsync();
        var session = await SessionOfAsync(thief);

        Assert.Equal(MethodFault.NeedsConfirmation, (await _person.Enrolment.CheckAsync(session, MethodIds.App))?.Fault);
        Assert.Equal(MethodFault.NeedsConfirmation, (await _person.Methods.PreviewTurnOffAsync(session, MethodIds.App)).Refusal?.Fault);
        Assert.Equal(
            MethodFault.NeedsConfirmation,
            Assert.IsType<LinkRequest.Refused>(await _portal.Get<EmailChangeRequests>().RequestAsync(session, "thief@example.com", default)).Fault);
        Assert.Null((await _portal.Get<PersonalDataExport>().ExportAsync(session, default)).Json);
        Assert.Equal([MethodIds.App, MethodIds.LoginRequests, MethodIds.BackupCodes], await _person.OnAsync());
    }

    [Fact]
    public async Task Neither_session_can_be_confirmed_by_the_other()
    {
        var thief = await SignInByRequestAsync();
        foreach (var browser in new[] { thief, _person.Browser() })
        {
            await browser.GetAsync("/sign-in/confirm");
            await browser.SubmitAsync(("password", Portal.Password));
            await browser.GetAsync("/sign-in/confirm?method=LoginRequests");
            Assert.Null(browser.Page!.QuerySelector("[data-testid=match-number]"));
            await browser.GetAsync("/sign-in/confirm?another=true");
            Assert.DoesNotContain("Login requests", browser.Text, StringComparison.Ordinal);
            await browser.SubmitAsync(("method", MethodIds.LoginRequests), ("code", "claim"));
        }

        Assert.Equal(
            MethodFault.NeedsConfirmation,
            (await _person.Enrolment.CheckAsync(await SessionOfAsync(thief), MethodIds.Sms))?.Fault);
        Assert.Equal(MethodFault.NeedsConfirmation, (await _person.Enrolment.CheckAsync(_person.Session, MethodIds.Sms))?.Fault);
    }

    [Fact]
    public async Task Nor_does_it_make_a_trusted_device()
    {
        var thief = await SignInByRequestAsync(("trust", "true"));

        Assert.True(await thief.IsSignedInAsync());
        Assert.Null(thief.Cookie("__Host-portal-device"));
        Assert.Empty(await _portal.Get<TrustedDevices>().ListAsync(_person.Id));
    }

    [Fact]
    public async Task The_owner_who_came_in_by_a_request_confirms_with_a_method_and_goes_on()
    {
        var phone = await SignInByRequestAsync();

        await phone.GetAsync("/sign-in/confirm");
        await phone.SubmitAsync(("password", Portal.Password));
        await phone.SubmitAsync(("code", _person.NextAppCode()));

        Assert.Null(await _person.Enrolment.CheckAsync(await SessionOfAsync(phone), MethodIds.Sms));
    }

    [Fact]
    public async Task Whoever_has_nothing_but_texts_beside_login_requests_confirms_with_a_text()
    {
        var person = await TestPerson.WithAsync(_portal, MethodIds.Sms, MethodIds.LoginRequests);

        await person.SignInAsync(MethodIds.Sms);

        Assert.Null(await person.Enrolment.CheckAsync(person.Session, MethodIds.App));
    }

    [Fact]
    public async Task A_session_on_a_temporary_pass_sees_and_answers_no_request()
    {
        var onPass = await _person.SignInElsewhereAsync(AuthenticationMethods.TemporaryPass);
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;

        Assert.Null(await Answers.PendingAsync(onPass));
        Assert.Equal(AnswerOutcome.Over, await Answers.ApproveAsync(onPass, request.Id, number));
        Assert.Equal(AnswerOutcome.Over, await Answers.CancelAsync(onPass, request.Id));
        Assert.Equal(AnswerOutcome.Over, await Answers.DenyAsync(onPass, request.Id));
        await browser.SubmitAsync(("code", LoginRequestsTokenProvider.Claim));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_on_a_temporary_pass_is_no_reason_to_offer_login_requests()
    {
        await _person.SignInElsewhereAsync(AuthenticationMethods.TemporaryPass);
        await _portal.Get<SessionStore>().EndAsync(_person.Id, _person.Session, TestContext.Current.CancellationToken);
        var browser = await _portal.Browser().TypePasswordAsync(_person.Email);

        await browser.GetAsync("/sign-in/verify?another=true");

        Assert.DoesNotContain("Login requests", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_a_request_let_in_cannot_approve_the_next_by_signing_in_again_as_a_trusted_device()
    {
        var browser = await SignInByRequestAsync(("trust", "true"));
        await browser.SignOutAsync();

        await browser.TypePasswordAsync(_person.Email);

        Assert.Equal("/sign-in/verify", browser.Path);
    }

    [Fact]
    public async Task Ten_requests_at_once_that_a_stolen_session_approves_leave_everything_as_it_was()
    {
        List<(TestBrowser Browser, string Number)> thieves = [];
        for (var i = 0; i < 10; i++)
        {
            thieves.Add(await AskAsync());
        }

        var request = (await Answers.PendingAsync(_person.Session))!;
        await Task.WhenAll(thieves.Select(thief => Answers.ApproveAsync(_person.Session, request.Id, thief.Number)));
        await Task.WhenAll(thieves.Select(thief => thief.Browser.SubmitAsync(("code", LoginRequestsTokenProvider.Claim))));

        await using var db = await _portal.OpenDatabaseAsync();
        var begun = await db.Set<PortalSession>().Where(session => session.UserId == _person.Id && session.Id != _person.Session)
            .Select(session => session.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.InRange(begun.Count, 0, 1);
        foreach (var session in begun)
        {
            Assert.Equal(MethodFault.NeedsConfirmation, (await _person.Enrolment.CheckAsync(session, MethodIds.Sms))?.Fault);
        }
    }

    private async Task<(TestBrowser Browser, string Number)> AskAsync()
    {
        var browser = await _portal.Browser().TypePasswordAsync(_person.Email);
        await browser.GetAsync("/sign-in/verify?method=LoginRequests");
        return (browser, browser.Page!.QuerySelector("[data-testid=match-number]")!.TextContent.Trim());
    }

    /// <summary>Makes a login request, approves it from the stolen session, and completes the sign-in.</summary>
    private async Task<TestBrowser> SignInByRequestAsync(params (string Name, string Value)[] fields)
    {
        var (browser, number) = await AskAsync();
        var request = (await Answers.PendingAsync(_person.Session))!;
        Assert.Equal(AnswerOutcome.Done, await Answers.ApproveAsync(_person.Session, request.Id, number));
        await browser.SubmitAsync([("code", LoginRequestsTokenProvider.Claim), .. fields]);
        return browser;
    }

    private async Task<Guid> SessionOfAsync(TestBrowser browser) =>
        (await _portal.Get<SessionStore>().FindByTokenAsync(browser.Cookie("__Host-portal-session")!))!.Id;
}
