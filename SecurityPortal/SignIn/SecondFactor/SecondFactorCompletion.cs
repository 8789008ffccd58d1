using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Turns a correctly answered second step into a session or a confirmation.</summary>
internal sealed class SecondFactorCompletion(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, SecondFactorQueries queries, Enrolments enrolments,
    MethodCatalogue catalogue, SessionStore sessions, AuditLogWriter log, NotificationWriter notices)
{
    /// <summary>Ends the flow with this method. Of several concurrent calls, only the first succeeds.</summary>
    public async Task<SecondFactorResult> FinishAsync(
        AuthenticationFlow flow, MethodDescription method, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);

        // Check again: turning off a method while the answer was being checked ended all sessions, so this one must not
        // begin.
        if (!await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken)
            || !await queries.IsOpenAsync(transaction.Db, flow, method.Id, cancellationToken))
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
        return new SecondFactorResult.Passed(token, method) { IsRunningOut = isRunningOut };
    }

    // A right code from a text message does not clear wrong answers to the app: somebody who has the SIM card must get no
    // more guesses at the app.
    private Task ClearAsync(PersonTransaction transaction, MethodDescription method, CancellationToken cancellationToken) =>
        method.Strength == MethodStrength.Basic
            ? SecondFactorLockout.ClearAsync(
                transaction,
                [.. catalogue.All.Select(other => other.Description)
                    .Where(other => other.Strength == MethodStrength.Basic).Select(other => other.Id)],
                cancellationToken)
            : SecondFactorLockout.ClearAsync(transaction, cancellationToken);
}
