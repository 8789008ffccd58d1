using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.TwoFactor;

/// <summary>Begins a session for a person who has proven themselves with one strong method and no password.</summary>
internal sealed class PasswordlessSignIn(
    IDbContextFactory<PortalDbContext> factory, Enrolments enrolments, SessionStore sessions, AuthenticationFlowStore flows,
    AuditLogWriter log, TimeProvider clock)
{
    /// <param name="isThere">
    /// Whether the credential that proved the person is still on the account. Removing it ended all sessions, so it must not
    /// begin a new one.
    /// </param>
    public async Task<PasswordlessResult> BeginAsync(
        string userId, string method, Func<PersonTransaction, Task<bool>> isThere, ClientInfo client, string returnUrl,
        CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var user = await transaction.Db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == userId, cancellationToken);
        if (user is null || !(await enrolments.ListAsync(transaction.Db, userId, cancellationToken)).IsOn(method)
            || !await isThere(transaction))
        {
            return new PasswordlessResult.Refused();
        }

        var isLocked = await LockedAccounts.FindAsync(transaction.Db, userId, cancellationToken) is not null;
        var result = user.StateAt(clock.GetUtcNow(), isLocked) switch
        {
            AccountState.Active => await SignInAsync(transaction, method, client, cancellationToken),
            AccountState.Locked => await OpenAsync(transaction, method, client, cancellationToken),
            AccountState.Disabled => await RefuseDisabledAsync(transaction, method, client, cancellationToken),
            AccountState.Unconfirmed => await ConfirmFirstAsync(transaction, user, returnUrl, cancellationToken),
        };
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<PasswordlessResult> SignInAsync(
        PersonTransaction transaction, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        var with = AuthenticationMethods.Of(method, AuthenticationMethods.UserVerified);
        if (await sessions.BeginAsync(transaction, method, with, client, cancellationToken) is not { } token)
        {
            return new PasswordlessResult.Refused();
        }

        await enrolments.NoteUseAsync(transaction.Db, transaction.UserId, method, cancellationToken);

        // As strong as any second step, so the count of wrong answers to second steps starts again.
        await SecondFactorLockout.ClearAsync(transaction, cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(transaction.UserId, AuditEvents.SignedIn, with).From(client), cancellationToken);
        return new PasswordlessResult.SignedIn(token);
    }

    // The new session unlocks the account if this method may; otherwise nothing changes.
    private async Task<PasswordlessResult> OpenAsync(
        PersonTransaction transaction, string method, ClientInfo client, CancellationToken cancellationToken) =>
        await SignInAsync(transaction, method, client, cancellationToken) is PasswordlessResult.SignedIn opened
            ? opened
            : new PasswordlessResult.Locked();

    private async Task<PasswordlessResult> RefuseDisabledAsync(
        PersonTransaction transaction, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        await log.AppendAsync(
            transaction.Db, new AuditEvent(transaction.UserId, AuditEvents.DisabledSignIn, method).From(client),
            cancellationToken);
        return new PasswordlessResult.Disabled();
    }

    private async Task<PasswordlessResult> ConfirmFirstAsync(
        PersonTransaction transaction, PortalUser user, string returnUrl, CancellationToken cancellationToken)
    {
        var (token, flow) = await flows.BeginAsync(
            transaction.Db, user, AuthenticationFlowPurpose.ConfirmAddress, null, returnUrl, cancellationToken);
        return new PasswordlessResult.ConfirmAddress(token, flow.ExpiresAt);
    }
}
