using Bunit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Pages.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Whatever is lost or stolen proves nothing, and nothing is sent to it (R14).</summary>
public sealed class LostThingsTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private CaseChecks Checks => _portal.Get<CaseChecks>();

    private WitnessedChecks Witnessed => _portal.Get<WitnessedChecks>();

    private CaseService Cases => _portal.Get<CaseService>();

    [Fact]
    public async Task No_check_and_no_pass_goes_to_a_lost_phone()
    {
        var desk = await Desk.OpenAsync(_portal);
        var inCase = await desk.OpenCaseAsync(desk.Agent, desk.Caller, LostThings.Phone);

        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, inCase, CheckKind.CodeByText)));
        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, inCase, desk.Caller.Number[^4..])));
        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Text, inCase: inCase)));
        Assert.IsType<SupportResult.Done>(await Checks.SendCodeAsync(desk.Agent.Session, inCase, CheckKind.CodeByEmail));
        Assert.Empty(await desk.Caller.MessagesAsync("sms"));
    }

    [Fact]
    public async Task No_check_and_no_pass_goes_to_a_mailbox_that_is_not_the_persons_any_more()
    {
        var desk = await Desk.OpenAsync(_portal);
        var inCase = await desk.OpenCaseAsync(desk.Agent, desk.Caller, LostThings.Mailbox | LostThings.SecurityKey);

        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, inCase, CheckKind.CodeByEmail)));
        foreach (var way in new[] { PassDelivery.Email, PassDelivery.Page })
        {
            Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await desk.AskAsync(ActionKind.IssuePass, delivery: way, inCase: inCase)));
        }

        Assert.IsType<SupportResult.Done>(await Checks.SendCodeAsync(desk.Agent.Session, inCase, CheckKind.CodeByText));
    }

    [Fact]
    public async Task A_check_that_has_passed_stops_counting_once_the_phone_is_reported_lost_and_a_code_that_is_out_does_not_pass()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByText);
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        var pass = await desk.PassAsync("email");
        _portal.Clock.Advance(TimeSpan.FromSeconds(31));
        var waiting = await desk.SendCodeAsync(CheckKind.CodeByText);

        Assert.IsType<SupportResult.Done>(await Cases.ReportLostAsync(desk.Agent.Session, desk.Case, LostThings.Phone));

        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await Checks.AnswerCodeAsync(
            desk.Agent.Session, desk.Case, waiting, await desk.Caller.NewestCodeAsync("sms"))));
        Assert.All((await desk.ViewAsync()).Checks, check => Assert.False(check.Counts));
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.Sms);
        Assert.Contains("NoPassedCheck", (await desk.NewestActionAsync()).ApprovalReasons);
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");
        await browser.SubmitAsync(("pass", pass));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task A_pass_that_is_out_is_void_once_another_case_says_that_the_mailbox_is_not_the_persons_any_more()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.ReadBackAsync(CheckKind.CodeByText);
        await desk.AskAsync(ActionKind.IssuePass, delivery: PassDelivery.Email);
        var pass = await desk.PassAsync("email");

        await desk.OpenCaseAsync(await TestPerson.AtWorkAsync(_portal, "Support"), desk.Caller, LostThings.Mailbox, "T-2");

        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);
        await browser.GetAsync("/sign-in/pass");
        await browser.SubmitAsync(("pass", pass));
        Assert.False(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Who_calls_again_and_says_less_is_refused_in_the_next_case_too()
    {
        var desk = await Desk.OpenAsync(_portal);
        var first = await desk.OpenCaseAsync(desk.Agent, desk.Caller, LostThings.Phone);
        var colleague = await TestPerson.AtWorkAsync(_portal, "Support");
        Assert.IsType<SupportResult.Done>(await Cases.CloseAsync(desk.Agent.Session, first));
        var second = await desk.OpenCaseAsync(colleague, desk.Caller);

        Assert.Equal(SupportFault.ReportedLost, Desk.Fault(await Checks.SendCodeAsync(colleague.Session, second, CheckKind.CodeByText)));

        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await colleague.SignInAsync(MethodIds.SecurityKeys);
        Assert.IsType<SupportResult.Done>(await Checks.SendCodeAsync(colleague.Session, second, CheckKind.CodeByText));
    }

    [Theory]
    [InlineData(null)]
    [InlineData((LostThings)16)]
    public async Task A_case_is_not_opened_before_somebody_has_asked_what_is_lost(LostThings? lost)
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal(
            SupportFault.LostNotSaid, Desk.Fault(await Cases.OpenAsync(desk.Agent.Session, desk.Caller.Id, "T-9", "Locked out", lost)));
    }

    [Fact]
    public async Task What_was_reported_is_not_taken_back_and_stands_in_the_story_and_the_log()
    {
        var desk = await Desk.OpenAsync(_portal);
        await Cases.ReportLostAsync(desk.Agent.Session, desk.Case, LostThings.Phone);

        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Cases.ReportLostAsync(desk.Agent.Session, desk.Case, LostThings.Phone)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Cases.ReportLostAsync(desk.Agent.Session, desk.Case, LostThings.Nothing)));

        var view = await desk.ViewAsync();
        Assert.Equal(LostThings.Phone, view.Lost);
        Assert.Equal(
            $"{desk.Agent.Email} reported as lost or stolen: Phone with the number on file",
            _portal.Get<SupportTexts>().Head(Assert.Single(view.Notes)));
        Assert.Equal("Phone", Assert.Single(await desk.LogAsync("loss-reported")).Detail);
    }

    [Theory]
    [InlineData(LostThings.Nothing, "CodeByText", "CodeByText,CodeByEmail,CallBack,IdentityDocument")]
    [InlineData(LostThings.Phone, "CodeByEmail", "CodeByEmail,IdentityDocument")]
    [InlineData(LostThings.Mailbox, "CodeByText", "CodeByText,CallBack,IdentityDocument")]
    [InlineData(LostThings.Phone | LostThings.Mailbox, "IdentityDocument", "IdentityDocument")]
    public async Task Checks_by_what_is_lost_are_not_offered(LostThings lost, string chosen, string offered)
    {
        var desk = await Desk.OpenAsync(_portal);
        if (lost != LostThings.Nothing)
        {
            await Cases.ReportLostAsync(desk.Agent.Session, desk.Case, lost);
        }

        await using var screen = await Screen.OfAsync(_portal, desk.Agent);
        var panel = screen.Render<CheckPanel>(parameters => parameters
            .Add(check => check.View, desk.ViewAsync().GetAwaiter().GetResult()).Add(check => check.Session, desk.Agent.Session));

        Assert.Equal(offered, string.Join(',', panel.FindAll("#check-kind option").Select(option => option.GetAttribute("value"))));
        Assert.Equal(chosen, panel.Find("#check-kind").GetAttribute("value"));
    }
}
