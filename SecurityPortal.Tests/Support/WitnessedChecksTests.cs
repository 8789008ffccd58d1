using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>Checks that a member of support vouches for: a call-back, a document.</summary>
public sealed class WitnessedChecksTests(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    private CaseChecks Checks => _portal.Get<CaseChecks>();

    private WitnessedChecks Witnessed => _portal.Get<WitnessedChecks>();

    [Fact]
    public async Task A_call_back_is_compared_with_the_number_on_file()
    {
        var desk = await Desk.OpenAsync(_portal);
        var right = desk.Caller.Number[^4..];
        var wrong = right == "0000" ? "1111" : "0000";

        Assert.Equal(SupportFault.WrongDigits, Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, wrong)));
        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, "the usual")));
        _portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SupportResult.Done>(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, right));
        Assert.Equal([CheckState.Failed, CheckState.Passed], (await desk.ViewAsync()).Checks.Select(check => check.State));
    }

    [Fact]
    public async Task After_three_wrong_numbers_no_call_back_is_taken()
    {
        var desk = await Desk.OpenAsync(_portal);
        for (var i = 0; i < 3; i++)
        {
            await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, $"999{i}");
        }

        Assert.Equal(
            SupportFault.TooManyTries,
            Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, desk.Caller.Number[^4..])));
    }

    [Fact]
    public async Task Without_a_number_on_file_there_is_no_call_back_and_no_text()
    {
        var desk = await Desk.OpenAsync(_portal, MethodIds.App);

        Assert.Equal(SupportFault.NoDestination, Desk.Fault(await Witnessed.RecordCallBackAsync(desk.Agent.Session, desk.Case, "0123")));
        Assert.Equal(SupportFault.NoDestination, Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, desk.Case, CheckKind.CodeByText)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \r\n")]
    public async Task A_document_is_nothing_without_who_saw_it(string? seenBy)
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal(
            SupportFault.InvalidInput,
            Desk.Fault(await Witnessed.RecordDocumentAsync(desk.Agent.Session, desk.Case, IdentityDocument.Passport, seenBy)));
        Assert.IsType<SupportResult.Done>(
            await Witnessed.RecordDocumentAsync(desk.Agent.Session, desk.Case, IdentityDocument.Passport, "Front desk, Mia"));
        Assert.Equal("Front desk, Mia", Assert.Single((await desk.ViewAsync()).Checks).SeenBy);
    }

    [Theory]
    [InlineData(CheckKind.IdentityDocument)]
    [InlineData(CheckKind.CallBack)]
    [InlineData((CheckKind)99)]
    public async Task What_the_caller_knows_cannot_be_recorded_as_a_check(CheckKind kind)
    {
        var desk = await Desk.OpenAsync(_portal);

        Assert.Equal(SupportFault.InvalidInput, Desk.Fault(await Checks.SendCodeAsync(desk.Agent.Session, desk.Case, kind)));
        Assert.Equal(
            SupportFault.InvalidInput,
            Desk.Fault(await Witnessed.RecordDocumentAsync(desk.Agent.Session, desk.Case, (IdentityDocument)99, "Knows the birthday")));
        Assert.IsType<SupportResult.Done>(await _portal.Get<CaseService>().NoteAsync(desk.Agent.Session, desk.Case, "Knows the birthday"));

        await desk.AskAsync(ActionKind.ResetMethod, MethodIds.App);
        Assert.Contains("NoPassedCheck", (await desk.NewestActionAsync()).ApprovalReasons);
    }
}
