using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>
/// The second step of a sign-in or of a confirmation, the same for every method: which are open to the person,
/// and whether an answer is right. Nothing but an answer's form is looked at that was not counted first (ASVS 6.3.1,
/// NIST 3.2.2).
/// </summary>
internal sealed class SecondFactorService(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, SecondFactorLockout answers, Enrolments enrolments,
    MethodCatalogue catalogue, StepUpGuard guard, MethodTokens tokens, StaffMethods staff, SessionStore sessions,
    RefusedAnswers refused, AuditLogWriter log, NotificationWriter notices)
{
    /// <summary>
    /// The methods that can answer this flow, strongest first and emergency measures last; the one to open first is
    /// apart. After a hundred wrong answers in a row those whose answers could be guessed are left out.
    /// </summary>
    public async Task<SecondFactorChoices> ChoicesAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (choices, preferred) = await FindAsync(db, flow, cancellationToken);
        var isClosed = await SecondFactorLockout.IsClosedAsync(db, flow.UserId, cancellationToken);
        choices = [.. choices
            .Where(choice => !choice.IsUsedUp && !(isClosed && choice.Method.IsGuessable))
            .OrderByDescending(choice => choice.Method.Strength)
            .ThenBy(choice => choice.Method.Section).ThenBy(choice => choice.Method.Order)];

        // The person's own mark wins; without one the strongest opens, so a text never does ahead of better.
        var first = choices.FirstOrDefault(choice => choice.Method.Id == preferred) ?? choices.FirstOrDefault();
        return new(choices, first)
        {
            IsClosed = isClosed,
            Lock = flow.Purpose == AuthenticationFlowPurpose.SignIn ? await LockedAccounts.FindAsync(db, flow.UserId, cancellationToken) : null,
        };
    }

    /// <summary>Checks an answer and, when it is right, ends the flow in a session or a confirmation.</summary>
    public async Task<SecondFactorResult> AnswerAsync(
        AuthenticationFlow flow, string? methodId, string? answer, ClientInfo client, CancellationToken cancellationToken)
    {
        var choices = await ChoicesAsync(flow, cancellationToken);
        var choice = choices.Find(methodId);
        if (choice is null && choices.IsClosed && catalogue.Find(methodId)?.Description.IsGuessable == true)
        {
            return new SecondFactorResult.Closed();
        }

        if (choice is not null && catalogue.Find(choice.Method.Id)!.WrongForm(answer) is { } sentence)
        {
            return new SecondFactorResult.Malformed(sentence);
        }

        // What is not open to the person is not looked at, so it is no guess; it costs the flow and the account a try.
        var id = choice?.Method.Id ?? catalogue.Find(methodId)?.Description.Id ?? "";
        var reserved = await answers.ReserveAsync(flow, id, choice?.Method.IsGuessable ?? false, cancellationToken);
        switch (reserved)
        {
            case { IsOver: true }:
                return new SecondFactorResult.Over();
            case { IsClosed: true }:
                return new SecondFactorResult.Closed();
            case { LockedUntil: { } lockedUntil }:
                return new SecondFactorResult.Locked(lockedUntil);
        }

        if (choice is null || !await tokens.VerifyAsync(flow.UserId, choice.Method.Id, flow.TokenPurpose, answer))
        {
            await refused.NoteAsync(flow.UserId, id, reserved, client, cancellationToken);
            return reserved.Closes ? new SecondFactorResult.Closed()
                : choice is null ? new SecondFactorResult.Wrong(null)
                : new SecondFactorResult.Wrong(
                    await catalogue.WhyRefusedAsync(id, flow.UserId, answer, cancellationToken) ?? choice.Method.WrongAnswer);
        }

        return await FinishAsync(flow, choice.Method, client, cancellationToken);
    }

    private async Task<SecondFactorResult> FinishAsync(
        AuthenticationFlow flow, MethodDescription method, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);

        // Looked at again: what was turned off while the answer was checked has ended all sessions, and this is one.
        if (!await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken)
            || (await FindAsync(transaction.Db, flow, cancellationToken)).Choices.All(choice => choice.Method.Id != method.Id))
        {
            return new SecondFactorResult.Over();
        }

        await ClearAsync(transaction, method, cancellationToken);
        await enrolments.NoteUseAsync(transaction.Db, flow.UserId, method.Id, cancellationToken);
        var token = flow.Purpose switch
        {
            AuthenticationFlowPurpose.SignIn => await sessions.BeginAsync(
                transaction, method.Id, AuthenticationMethods.Of(AuthenticationMethods.Password, method.Id), client, cancellationToken),
            AuthenticationFlowPurpose.Confirm => await sessions.ConfirmAsync(
                transaction.Db, flow.SessionId!.Value, method.Id, cancellationToken),
            AuthenticationFlowPurpose.ConfirmAddress => null,
        };
        if (token is null)
        {
            return new SecondFactorResult.Over();
        }

        var done = flow.Purpose == AuthenticationFlowPurpose.SignIn ? AuditEvents.SignedIn : AuditEvents.Confirmed;
        await log.AppendAsync(transaction.Db, new AuditEvent(flow.UserId, done, method.Id).From(client), cancellationToken);
        if (method.IsEmergency)
        {
            var used = new EmergencyUsedNotification(() => catalogue.Describe(method.Id).Name);
            await notices.AddAsync(transaction, used, client.Source(), cancellationToken: cancellationToken);
        }

        var isRunningOut = method.IsEmergency
            && (await enrolments.ListAsync(transaction.Db, flow.UserId, cancellationToken)).Find(method.Id) is { } left
            && catalogue.Find(method.Id)!.Detail(left) is { NeedsAttention: true };
        await transaction.CommitAsync(cancellationToken);
        return new SecondFactorResult.Passed(token, method.IsEmergency) { IsRunningOut = isRunningOut };
    }

    /// <summary>All methods of the person that may answer this flow, used-up ones among them, in no order.</summary>
    private async Task<(List<SecondFactorChoice> Choices, string? Preferred)> FindAsync(
        PortalDbContext db, AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, flow.UserId, cancellationToken);
        List<SecondFactorChoice> choices = [];
        foreach (var row in enrolled.All)
        {
            var method = catalogue.Find(row.Method)!;
            if (catalogue.IsServed(row.Method) && (flow.Purpose != AuthenticationFlowPurpose.Confirm || guard.IsStrongEnough(row.Method, enrolled))
                && await method.ObstacleAsync(db, flow.UserId, flow.SessionId, cancellationToken) is null)
            {
                choices.Add(new(method.Description, row.Hint, IsUsedUp: row.Count == 0));
            }
        }

        if (choices.Any(choice => choice.Method.Strength == MethodStrength.Basic)
            && choices.Any(choice => staff.Serves(choice.Method.Id))
            && await db.IsStaffAsync(flow.UserId, cancellationToken))
        {
            // A person who works for support and has what that takes is not let in by less (ASVS 8.4.2).
            choices.RemoveAll(choice => choice.Method.Strength == MethodStrength.Basic);
        }

        if (flow.Purpose == AuthenticationFlowPurpose.SignIn
            && await LockedAccounts.FindAsync(db, flow.UserId, cancellationToken) is { } locked)
        {
            choices.RemoveAll(choice => !locked.OpensWith.Contains(choice.Method.Id));
        }

        return (choices, enrolled.Preferred);
    }

    // A text says nothing of wrong answers to the app: somebody who has the SIM card must get no more guesses at it.
    private Task ClearAsync(PersonTransaction transaction, MethodDescription method, CancellationToken cancellationToken) =>
        method.Strength == MethodStrength.Basic
            ? SecondFactorLockout.ClearAsync(
                transaction,
                [.. catalogue.All.Select(other => other.Description)
                    .Where(other => other.Strength == MethodStrength.Basic).Select(other => other.Id)],
                cancellationToken)
            : SecondFactorLockout.ClearAsync(transaction, cancellationToken);
}
