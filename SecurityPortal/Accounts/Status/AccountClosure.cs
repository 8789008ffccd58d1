using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Ends what an account must not keep when it is disabled or locked: trusted devices, sessions, recoveries and support
/// actions in progress. The caller writes a new security stamp, which voids pending sign-ins, links and passes.
/// </summary>
internal sealed class AccountClosure(SessionStore sessions, IEnumerable<IAccountDisabledHandler> handlers)
{
    public async Task ApplyAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
        foreach (var handler in handlers)
        {
            await handler.DisabledAsync(transaction, cancellationToken);
        }
    }
}
