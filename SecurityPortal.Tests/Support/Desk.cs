using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Support;

/// <summary>A caller, an agent who has opened a case for them, and a lead, each in their own session.</summary>
internal sealed class Desk
{
    private Desk(Portal portal, TestPerson caller, TestPerson agent, TestPerson lead) =>
        (Portal, Caller, Agent, Lead) = (portal, caller, agent, lead);

    public Portal Portal { get; }

    public TestPerson Caller { get; }

    public TestPerson Agent { get; }

    public TestPerson Lead { get; }

    public Guid Case { get; private set; }

    public static async Task<Desk> OpenAsync(Portal portal, params string[] methods)
    {
        var desk = new Desk(
            portal,
            await TestPerson.WithAsync(portal, methods.Length == 0 ? [MethodIds.App, MethodIds.Sms] : methods),
            await TestPerson.AtWorkAsync(portal, "Support"),
            await TestPerson.AtWorkAsync(portal, "SupportLead"));
        desk.Case = await desk.OpenCaseAsync(desk.Agent, desk.Caller);
        return desk;
    }

    /// <summary>Opens another case for the caller, which becomes the current one.</summary>
    public async Task ReopenAsync() => Case = await OpenCaseAsync(Agent, Caller, ticket: "T-2");

    /// <summary>Opens a case, or returns the open one with the same ticket, since a second press opens no second case.</summary>
    public async Task<Guid> OpenCaseAsync(
        TestPerson agent, TestPerson caller, LostThings lost = LostThings.Nothing, string ticket = "T-1") =>
        Assert.IsType<SupportResult.Done>(
            await Portal.Get<CaseService>().OpenAsync(agent.Session, caller.Id, ticket, "Locked out", lost)).Id;

    public Task<SupportResult> AskAsync(
        ActionKind kind, string? method = null, PassDelivery? delivery = null, TestPerson? by = null, Guid? inCase = null) =>
        Portal.Get<SupportActionService>().AskAsync((by ?? Agent).Session, inCase ?? Case, new(kind, method, delivery));

    public Task<SupportResult> ApproveAsync(SupportAction action, TestPerson? by = null) =>
        Portal.Get<Approvals>().ApproveAsync((by ?? Lead).Session, action.Id);

    /// <summary>Records that a colleague of the agent saw the caller's passport: proof enough for whatever is requested next.</summary>
    public async Task PassCheckAsync() => Assert.IsType<SupportResult.Done>(await Portal.Get<WitnessedChecks>().RecordDocumentAsync(
        Lead.Session, Case, IdentityDocument.Passport, "Mia, front desk"));

    /// <summary>Has the caller read back a code that was sent to the number or address on file.</summary>
    public async Task ReadBackAsync(CheckKind kind)
    {
        var check = await SendCodeAsync(kind);
        Assert.IsType<SupportResult.Done>(await Portal.Get<CaseChecks>().AnswerCodeAsync(
            Agent.Session, Case, check, await Caller.NewestCodeAsync(kind == CheckKind.CodeByEmail ? "email" : "sms")));
    }

    public async Task<Guid> SendCodeAsync(CheckKind kind) => Assert.IsType<SupportResult.Done>(
        await Portal.Get<CaseChecks>().SendCodeAsync(Agent.Session, Case, kind)).Id;

    /// <summary>Returns the newest temporary pass sent to the caller on this channel.</summary>
    public async Task<string> PassAsync(string channel) => (await Caller.MessagesAsync(channel))
        .Select(sent => System.Text.RegularExpressions.Regex.Match(sent.Text, @"\b[a-z2-9]{4}(-[a-z2-9]{4}){3}\b"))
        .First(match => match.Success).Value;

    /// <summary>Returns the newest requested action, for this caller or another.</summary>
    public async Task<SupportAction> NewestActionAsync(TestPerson? caller = null)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var id = (caller ?? Caller).Id;
        return await db.Set<SupportAction>().AsNoTracking().Where(action => action.UserId == id)
            .OrderByDescending(action => action.Id).FirstAsync();
    }

    public async Task<CaseView> ViewAsync(TestPerson? by = null) =>
        (await Portal.Get<CaseDetailQueries>().LoadAsync((by ?? Agent).Session, Case)).View!;

    /// <summary>Requests a reset of all methods without any check and has it approved, so that it waits.</summary>
    public async Task<SupportAction> WaitingResetAsync()
    {
        Assert.IsType<SupportResult.Done>(await AskAsync(ActionKind.ResetAll));
        Assert.IsType<SupportResult.Done>(await ApproveAsync(await NewestActionAsync()));
        var action = await NewestActionAsync();
        Assert.Equal(ActionState.Waiting, action.State);
        return action;
    }

    /// <summary>Returns the address of the newest "Stop this" link sent to the caller on this channel.</summary>
    public async Task<string> StopLinkAsync(string channel)
    {
        var text = (await Caller.MessagesAsync(channel)).First(sent => sent.Text.Contains("/notices/", StringComparison.Ordinal)).Text;
        return System.Text.RegularExpressions.Regex.Match(text, @"/notices/[\w-]+").Value;
    }

    /// <summary>Returns the log entries of this kind about a person, newest first.</summary>
    public async Task<IReadOnlyList<AuditLogEntry>> LogAsync(string kind, string? userId = null)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var id = userId ?? Caller.Id;
        return await db.Set<AuditLogEntry>().AsNoTracking().Where(entry => entry.Event == kind && entry.UserId == id)
            .OrderByDescending(entry => entry.Sequence).ToListAsync();
    }

    public static SupportFault Fault(SupportResult result) => Assert.IsType<SupportResult.Refused>(result).Fault;
}
