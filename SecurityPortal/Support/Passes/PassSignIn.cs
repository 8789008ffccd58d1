using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Support.Passes;

/// <summary>Answers the second step of a sign-in with a temporary pass. Counted like every other answer.</summary>
internal sealed class PassSignIn(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, SecondFactorLockout lockout, TemporaryPasses passes,
    SessionStore sessions, RefusedAnswers refused, AuditLogWriter log)
{
    public async Task<PassAnswer> AnswerAsync(
        AuthenticationFlow flow, string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        if (PassCode.Normalize(typed) is null)
        {
            return new PassAnswer.Malformed();
        }

        // Its 79 bits cannot be guessed, and it is how support lets someone in after a hundred wrong codes.
        var reserved = await lockout.ReserveAsync(flow, AuthenticationMethods.TemporaryPass, isGuessable: false, cancellationToken);
        if (reserved.IsOver)
        {
            return new PassAnswer.Over();
        }

        if (reserved.LockedUntil is { } until)
        {
            return new PassAnswer.Locked(until);
        }

        if (!await passes.UseAsync(flow.UserId, typed, cancellationToken))
        {
            await refused.NoteAsync(flow.UserId, AuthenticationMethods.TemporaryPass, reserved, client);
            return new PassAnswer.Wrong();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, flow.UserId, cancellationToken);
        if (!await flows.ConsumeAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new PassAnswer.Over();
        }

        await SecondFactorLockout.ClearAsync(transaction, cancellationToken);
        var with = AuthenticationMethods.Of(AuthenticationMethods.Password, AuthenticationMethods.TemporaryPass);
        if (await sessions.BeginAsync(transaction, AuthenticationMethods.TemporaryPass, with, client, cancellationToken) is not { } token)
        {
            return new PassAnswer.Over();
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(flow.UserId, AuditEvents.SignedIn, with).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PassAnswer.Passed(token);
    }
}
