using Microsoft.AspNetCore.Identity;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.SignIn.Reauthentication;

/// <summary>The first step of "Confirm it's you": the password, again.</summary>
internal sealed class PasswordReauthentication(
    UserManager<PortalUser> users, PasswordVerifier passwords, SessionGuesses guesses, AuthenticationFlowStore flows,
    SessionStore sessions, Enrolments enrolments, AuditLogWriter log, IDbContextFactory<PortalDbContext> factory)
{
    public async Task<PasswordReauthenticationResult> TryAsync(
        Guid sessionId, string? password, string returnUrl, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } session
            || await users.FindByIdAsync(session.UserId) is not { } user)
        {
            return new PasswordReauthenticationResult.Wrong();
        }

        var guess = await guesses.ReserveAsync(user.Id, cancellationToken);
        if (guess.LockedUntil is { } until)
        {
            return new PasswordReauthenticationResult.Locked(until);
        }

        if (guess.IsOver)
        {
            return new PasswordReauthenticationResult.Wrong();
        }

        // The password is counted, so it is checked and noted even if the browser has gone.
        if (!await passwords.VerifyAsync(user, password ?? "", CancellationToken.None))
        {
            await guesses.NoteWrongAsync(user.Id, client);
            return new PasswordReauthenticationResult.Wrong();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        await SessionGuesses.ClearAsync(transaction, cancellationToken);
        var enrolled = await enrolments.ListAsync(transaction.Db, user.Id, cancellationToken);

        // As at sign-in, the password alone is not enough for anybody who has enrolled a method. Nor is it in a session on
        // a temporary pass, until a method has taken the pass's place: the password was already asked for before the pass
        // and adds nothing.
        if (enrolled.AsksSecondStep || user.TwoFactorEnabled || session.IsOnPass)
        {
            var (token, flow) = await flows.BeginAsync(
                transaction.Db, user, AuthenticationFlowPurpose.Confirm, sessionId, returnUrl, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new PasswordReauthenticationResult.SecondFactorRequired(token, flow.ExpiresAt);
        }

        if (await sessions.ConfirmAsync(transaction.Db, sessionId, secondStep: null, cancellationToken) is not { } sessionToken)
        {
            return new PasswordReauthenticationResult.Wrong();
        }

        await log.AppendAsync(
            transaction.Db,
            new AuditEvent(user.Id, AuditEvents.Confirmed, AuthenticationMethods.Password).From(client),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PasswordReauthenticationResult.Confirmed(sessionToken);
    }
}
