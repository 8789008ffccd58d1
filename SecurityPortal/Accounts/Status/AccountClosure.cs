using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Ends what an account that is disabled or locked must not go on with: trust in devices, sessions, recoveries, and what
/// support has in progress. The caller writes a new stamp, which voids pending sign-ins, links and passes.
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
