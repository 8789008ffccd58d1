using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.Sessions;

namespace SecurityPortal.Challenge;

/// <summary>
/// The second step of a sign-in or of a confirmation, the same for every method: which are open to the person,
/// and whether an answer is right. Nothing is looked at that was not counted first (ASVS 6.3.1, NIST 3.2.2).
/// </summary>
internal sealed class SecondStep(
    IDbContextFactory<PortalDbContext> factory, FlowStore flows, AnswerBudget answers, Enrolments enrolments,
    MethodCatalogue catalogue, MethodGuard guard, MethodTokens tokens, StaffMethods staff, SessionStore sessions,
    ActivityLogWriter log, NoticeWriter notices)
{
    /// <summary>The wrong answer of one sign-in that is told to the owner: people mistype, but not that often.</summary>
    private const int Telling = 3;

    /// <summary>
    /// The methods that can answer this flow, strongest first and emergency measures last; the one to open first is
    /// apart.
    /// </summary>
    public async Task<StepChoices> ChoicesAsync(PendingFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var enrolled = await enrolments.ListAsync(db, flow.UserId, cancellationToken);
        List<StepChoice> choices = [];
        foreach (var row in enrolled.All.Where(row => row.Count > 0))
        {
            var method = catalogue.Find(row.Method)!;
            if ((flow.Purpose != FlowPurpose.Confirm || guard.IsStrongEnough(row.Method, enrolled))
                && await method.ObstacleAsync(db, flow.UserId, flow.SessionId, cancellationToken) is null)
            {
                choices.Add(new(method.Description, row.Hint));
            }
        }

        if (choices.Any(choice => choice.Method.Strength == MethodStrength.Basic)
            && choices.Any(choice => staff.Serves(choice.Method.Id))
            && await db.IsStaffAsync(flow.UserId, cancellationToken))
        {
            // Whoever works for support and has what that takes is not let in by less (ASVS 8.4.2).
            choices = [.. choices.Where(choice => choice.Method.Strength != MethodStrength.Basic)];
        }

        choices = [.. choices.OrderByDescending(choice => choice.Method.Strength)
            .ThenBy(choice => choice.Method.Section).ThenBy(choice => choice.Method.Order)];

        // The person's own mark wins; without one the strongest opens, so a text never does ahead of better.
        var first = choices.FirstOrDefault(choice => choice.Method.Id == enrolled.Preferred) ?? choices.FirstOrDefault();
        return new(choices, first);
    }

    /// <summary>Checks an answer and, when it is right, ends the flow in a session or a confirmation.</summary>
    public async Task<StepResult> AnswerAsync(
        PendingFlow flow, string? methodId, string? answer, ClientInfo client, CancellationToken cancellationToken)
    {
        var reserved = await answers.ReserveAsync(flow, cancellationToken);
        if (reserved.IsOver)
        {
            return new StepResult.Over();
        }

        if (reserved.LockedUntil is { } lockedUntil)
        {
            return new StepResult.Locked(lockedUntil);
        }

        var choices = await ChoicesAsync(flow, cancellationToken);
        if (choices.Find(methodId) is not { } choice
            || !await tokens.VerifyAsync(flow.UserId, choice.Method.Id, flow.TokenPurpose, answer))
        {
            await RefuseAsync(flow, methodId, client, cancellationToken);
            return new StepResult.Wrong();
        }

        return await FinishAsync(flow, choice.Method, client, cancellationToken);
    }

    private async Task<StepResult> FinishAsync(
        PendingFlow flow, MethodDescription method, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        if (!await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new StepResult.Over();
        }

        await AnswerBudget.ClearAsync(transaction, cancellationToken);
        await enrolments.NoteUseAsync(transaction.Db, flow.UserId, method.Id, cancellationToken);
        var token = flow.Purpose switch
        {
            FlowPurpose.SignIn => await sessions.BeginAsync(
                transaction, method.Id, SignedInWith.Of(SignedInWith.Password, method.Id), client, cancellationToken),
            FlowPurpose.Confirm => await sessions.ConfirmAsync(
                transaction.Db, flow.SessionId!.Value, method.Id, cancellationToken),
            FlowPurpose.ConfirmAddress => null,
        };
        if (token is null)
        {
            return new StepResult.Over();
        }

        var done = flow.Purpose == FlowPurpose.SignIn ? ActivityEvents.SignedIn : ActivityEvents.Confirmed;
        await log.AppendAsync(transaction.Db, Entry(flow, done, method.Id, client), cancellationToken);
        if (method.IsEmergency)
        {
            var used = new EmergencyUsedNotice(() => catalogue.Describe(method.Id).Name);
            await notices.AddAsync(transaction, used, client.Source(), cancellationToken: cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new StepResult.Passed(token, method.IsEmergency);
    }

    private async Task RefuseAsync(
        PendingFlow flow, string? methodId, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        await log.AppendAsync(
            transaction.Db, Entry(flow, ActivityEvents.SecondStepRefused, methodId, client), cancellationToken);
        if (flow.Purpose == FlowPurpose.SignIn && flow.Attempts + 1 == Telling)
        {
            await notices.AddAsync(
                transaction, new SecondStepFailedNotice(), client.Source(), cancellationToken: cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private Activity Entry(PendingFlow flow, string name, string? methodId, ClientInfo client) =>
        new(flow.UserId, name, catalogue.Find(methodId)?.Description.Id ?? "")
        {
            Address = client.Address,
            UserAgent = client.UserAgent,
        };
}

/// <summary>The methods that can answer, and the one that opens first.</summary>
internal sealed record StepChoices(IReadOnlyList<StepChoice> All, StepChoice? First)
{
    /// <summary>The choice of this id; the first one for no id; null for one that is not open to the person.</summary>
    public StepChoice? Find(string? id) =>
        string.IsNullOrEmpty(id) ? First : All.FirstOrDefault(choice => choice.Method.Id == id);
}

internal sealed record StepChoice(MethodDescription Method, string? Hint);

/// <summary>What became of an answer.</summary>
internal abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>Right; the token goes into the session cookie.</summary>
    public sealed record Passed(string SessionToken, bool InEmergency) : StepResult
    {
        public override string ToString() => nameof(Passed);
    }

    public sealed record Wrong : StepResult;

    /// <summary>Too many wrong answers; nothing is looked at until then.</summary>
    public sealed record Locked(DateTimeOffset Until) : StepResult;

    /// <summary>The flow takes no more answers.</summary>
    public sealed record Over : StepResult;
}
