using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.Password;

/// <summary>Decides where the right password leads: to a session, to the second step, or no further.</summary>
internal sealed class PasswordNextStep(
    AuthenticationFlowStore flows, SessionStore sessions, TrustedDevices devices, Enrolments enrolments, AuditLogWriter log)
{
    /// <param name="next">The token of a trusted device; null if the browser is not trusted.</param>
    public Task<PasswordResult> TakeAsync(
        PersonTransaction transaction, PortalUser user, AccountState state, ClientInfo client, DeviceToken? next, string returnUrl,
        CancellationToken cancellationToken) => state switch
        {
            AccountState.Disabled => RefuseDisabledAsync(transaction, client, cancellationToken),
            AccountState.Unconfirmed => ConfirmFirstAsync(transaction, user, returnUrl, cancellationToken),
            _ => GoOnAsync(transaction, user, client, next, returnUrl, cancellationToken),
        };

    private async Task<PasswordResult> GoOnAsync(
        PersonTransaction transaction, PortalUser user, ClientInfo client, DeviceToken? next, string returnUrl,
        CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(transaction.Db, user.Id, cancellationToken);

        // The password alone never lets in a person who has enrolled a method, not even if none of the methods can be used.
        // Only Identity's flag is set for people of another application who have not been imported yet (Docs/Decisions/24).
        var isOn = enrolled.AsksSecondStep || user.TwoFactorEnabled;
        if (isOn && (next is null || !await devices.KnowsAsync(transaction.Db, user.Id, next, cancellationToken)))
        {
            var (token, flow) = await flows.BeginAsync(
                transaction.Db, user, AuthenticationFlowPurpose.SignIn, null, returnUrl, cancellationToken);
            return new PasswordResult.SecondFactorRequired(token, flow.ExpiresAt);
        }

        var with = isOn ? AuthenticationMethods.Of(AuthenticationMethods.Password, AuthenticationMethods.TrustedDevice) : AuthenticationMethods.Password;
        if (await sessions.BeginAsync(transaction, secondStep: null, with, client, cancellationToken) is not { } session)
        {
            return await LockedAccounts.FindAsync(transaction.Db, user.Id, cancellationToken) is null
                ? new PasswordResult.Wrong()
                : new PasswordResult.Locked();
        }

        await log.AppendAsync(transaction.Db, new AuditEvent(user.Id, AuditEvents.SignedIn, with).From(client), cancellationToken);
        return new PasswordResult.SignedIn(session, next);
    }

    // Revealed only after the right password: to a stranger, the account looks like any other (R17, ASVS 6.3.8).
    private async Task<PasswordResult> RefuseDisabledAsync(
        PersonTransaction transaction, ClientInfo client, CancellationToken cancellationToken)
    {
        var refusal = new AuditEvent(transaction.UserId, AuditEvents.DisabledSignIn, AuthenticationMethods.Password);
        await log.AppendAsync(transaction.Db, refusal.From(client), cancellationToken);
        return new PasswordResult.Disabled();
    }

    private async Task<PasswordResult> ConfirmFirstAsync(
        PersonTransaction transaction, PortalUser user, string returnUrl, CancellationToken cancellationToken)
    {
        var (token, flow) = await flows.BeginAsync(
            transaction.Db, user, AuthenticationFlowPurpose.ConfirmAddress, null, returnUrl, cancellationToken);
        return new PasswordResult.ConfirmAddress(token, flow.ExpiresAt);
    }
}
