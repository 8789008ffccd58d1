using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

public sealed class CheckingTheCallerTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private CaseChecks Checks => _portal.Get<CaseChecks>();

    private WitnessedChecks Witnessed => _portal.Get<WitnessedChecks>();

    [Theory]
    [InlineData(CheckKind.CodeByText, "sms")]
    [InlineData(CheckKind.CodeByEmail, "email")]
    public async Task A_code_that_the_caller_reads_back_passes(CheckKind kind, string channel)
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(kind);
        var message = (await desk.Caller.MessagesAsync(channel))[0].Text;

        Assert.Contains("If you didn't call, do nothing", message);
        Assert.DoesNotContain("@localhost", message);
        Assert.IsType<SupportResult.Done>(await Checks.AnswerCodeAsync(
            desk.Agent.Session, desk.Case, check, TestPerson.CodeIn(message)));
        Assert.True(Assert.Single((await desk.ViewAsync()).Checks).Counts);
    }

    [Fact]
    public async Task The_code_is_neither_on_the_agents_page_nor_in_the_database()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.SendCodeAsync(CheckKind.CodeByText);
        var code = await desk.Caller.NewestCodeAsync("sms");
        await using var db = await _portal.OpenDatabaseAsync();

        Assert.DoesNotContain(code, System.Text.Json.JsonSerializer.Serialize((await desk.ViewAsync()).Checks));
        Assert.DoesNotContain(desk.Caller.Number, System.Text.Json.JsonSerializer.Serialize(await desk.ViewAsync()));
    }

    [Fact]
    public async Task A_code_passes_once_however_often_it_is_typed_at_once()
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(CheckKind.CodeByText);
        var code = await desk.Caller.NewestCodeAsync("sms");

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code)));

        Assert.Single(results.OfType<SupportResult.Done>());
    }

    [Fact]
    public async Task A_code_by_text_counts_against_the_limits_of_the_number()
    {
        await using var portal = new Portal(("Delivery:Limits:PerNumberPerHour", "1"));
        var desk = await Desk.OpenAsync(portal);
        await desk.SendCodeAsync(CheckKind.CodeByText);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.Agent.ConfirmAsync(MethodIds.SecurityKeys);

        var second = await portal.Get<CaseChecks>().SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText);

        Assert.Equal(SupportFault.TooManyTries, Assert.IsType<SupportResult.Refused>(second).Fault);
        Assert.Single(await desk.Caller.MessagesAsync("sms"));
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("")]
    [InlineData("their mother's name")]
    public async Task A_wrong_code_does_not_pass_and_is_logged(string typed)
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(CheckKind.CodeByEmail);

        Assert.Equal(SupportFault.WrongCode, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, typed)));

        Assert.False(Assert.Single((await desk.ViewAsync()).Checks).Counts);
        Assert.Single(await desk.LogAsync("check-failed"));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_does_not_pass_and_the_check_says_why()
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(CheckKind.CodeByEmail);
        var code = await desk.Caller.NewestCodeAsync("email");
        List<(int? TriesLeft, SupportFault Fault)> tries = [];
        for (var i = 0; i < 5; i++)
        {
            var fault = Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, Wrong(code)));
            tries.Add(((await desk.ViewAsync()).Checks.Single().TriesLeft, fault));
        }

        Assert.Equal(
            [
                (4, SupportFault.WrongCode), (3, SupportFault.WrongCode), (2, SupportFault.WrongCode), (1, SupportFault.WrongCode),
                (null, SupportFault.CodeUsedUp),
            ],
            tries);
        Assert.Equal(SupportFault.CodeUsedUp, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code)));
        Assert.Equal(CheckState.Failed, (await desk.ViewAsync()).Checks.Single().State);
        Assert.Equal(5, (await desk.LogAsync("check-failed")).Count);
    }

    [Fact]
    public async Task A_code_that_is_too_old_says_so_and_looks_dead_before_anybody_tries_it()
    {
        var desk = await Desk.OpenAsync(_portal);
        var check = await desk.SendCodeAsync(CheckKind.CodeByText);
        var code = await desk.Caller.NewestCodeAsync("sms");
        var sent = (await desk.ViewAsync()).Checks.Single();
        Assert.Equal((CheckState.Waiting, 5, _portal.Clock.GetUtcNow().AddMinutes(5)), (sent.State, sent.TriesLeft, sent.ExpiresAt));

        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(CheckState.Expired, (await desk.ViewAsync()).Checks.Single().State);
        Assert.Equal(SupportFault.CodeExpired, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code)));
        Assert.Equal(SupportFault.CodeExpired, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code)));
    }

    [Fact]
    public async Task A_code_that_a_reset_has_voided_looks_dead()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        var check = await desk.SendCodeAsync(CheckKind.CodeByEmail);
        var code = await desk.Caller.NewestCodeAsync("email");
        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Equal(CheckState.Expired, (await desk.ViewAsync()).Checks.Single(row => row.Id == check).State);
        Assert.Equal(SupportFault.CodeExpired, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code)));
    }

    [Fact]
    public async Task A_new_code_voids_the_one_before()
    {
        var desk = await Desk.OpenAsync(_portal);
        var first = await desk.SendCodeAsync(CheckKind.CodeByEmail);
        var code = await desk.Caller.NewestCodeAsync("email");
        Assert.Equal(SupportFault.TooSoon, Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByEmail)));
        _portal.Clock.Advance(TimeSpan.FromSeconds(31));
        var second = await desk.SendCodeAsync(CheckKind.CodeByEmail);

        Assert.Equal(SupportFault.ChangedMeanwhile, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, first, code)));
        Assert.Equal(SupportFault.WrongCode, Desk.Fault(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, second, code)));
        Assert.Equal([CheckState.Replaced, CheckState.Waiting], (await desk.ViewAsync()).Checks.Select(check => check.State));
    }

    [Fact]
    public async Task A_code_of_another_person_passes_nothing_here()
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await Desk.OpenAsync(_portal);
        var check = await other.SendCodeAsync(CheckKind.CodeByEmail);
        var code = await other.Caller.NewestCodeAsync("email");
        var own = await desk.SendCodeAsync(CheckKind.CodeByEmail);

        Assert.IsType<SupportResult.Refused>(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, check, code));
        Assert.IsType<SupportResult.Refused>(await Checks.AnswerCodeAsync(desk.Agent.Session, desk.Case, own, code));
    }

    [Fact]
    public async Task A_check_of_another_case_does_not_count()
    {
        var desk = await Desk.OpenAsync(_portal);
        var other = await Desk.OpenAsync(_portal);
        await other.PassCheckAsync();

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Contains("NoPassedCheck", (await desk.NewestActionAsync()).ApprovalReasons);
    }

    [Fact]
    public async Task A_check_stops_counting_after_a_day()
    {
        var desk = await Desk.OpenAsync(_portal);
        await desk.PassCheckAsync();
        _portal.Clock.Advance(TimeSpan.FromHours(24));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);

        Assert.Contains("NoPassedCheck", (await desk.NewestActionAsync()).ApprovalReasons);
    }

    [Fact]
    public async Task An_address_that_changed_lately_proves_nothing()
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<SecurityPortal.Audit.AuditLogWriter>().AppendAsync(new(desk.Caller.Id, SecurityPortal.Audit.AuditEvents.EmailChanged));

        Assert.Equal(
            SupportFault.DestinationTooNew,
            Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByEmail)));
        await desk.SendCodeAsync(CheckKind.CodeByText);

        _portal.Clock.Advance(TimeSpan.FromHours(72));
        await desk.Agent.SignInAsync(MethodIds.SecurityKeys);
        await desk.SendCodeAsync(CheckKind.CodeByEmail);
    }

    [Fact]
    public async Task A_number_that_changed_lately_proves_nothing()
    {
        var desk = await Desk.OpenAsync(_portal);
        await _portal.Get<SecurityPortal.Audit.AuditLogWriter>().AppendAsync(new(desk.Caller.Id, SecurityPortal.Audit.AuditEvents.MethodChanged, "Sms"));

        Assert.Equal(
            SupportFault.DestinationTooNew,
            Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText)));
        Assert.Equal(
            SupportFault.DestinationTooNew,
            Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, desk.Caller.Number[^4..])));
    }

    [Fact]
    public async Task The_code_for_support_signs_nobody_in()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.Sms);
        await desk.SendCodeAsync(CheckKind.CodeByText);
        var code = await desk.Caller.NewestCodeAsync("sms");
        var browser = await _portal.Browser().TypePasswordAsync(desk.Caller.Email);

        await browser.TypeCodeAsync(code, MethodIds.Sms);

        Assert.False(await browser.IsSignedInAsync());
    }

    private static string Wrong(string code) => code == "000000" ? "111111" : "000000";
}
