using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Takes methods off, and with them everything that could still open the account or is on its way to: codes, trusted
/// devices, sessions, pending sign-ins, and links to set a new password or change the address. Once no method is left that
/// stands alone, the next sign-in leads to enrolment and to nothing else, and whatever else waits to open the account ends.
/// </summary>
internal sealed class MethodsReset(
    MethodChanges changes, Enrolments enrolments, OneTimeCodeService codes, SessionStore sessions, IEnumerable<IMethodsChangedHandler> watchers)
{
    public async Task ApplyAsync(
        PersonTransaction transaction, IReadOnlyList<string> methods, CancellationToken cancellationToken)
    {
        await changes.ResetAsync(transaction, methods, cancellationToken);
        await codes.VoidAllAsync(transaction, cancellationToken);

        // Support, or a recovery, opens what a hundred wrong codes have closed.
        await SecondFactorLockout.ClearAsync(transaction, cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
        var stamp = SecurityStamp.Create();
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
        if ((await enrolments.ListAsync(transaction.Db, transaction.UserId, cancellationToken)).IsTwoFactorOn)
        {
            return;
        }

        foreach (var watcher in watchers)
        {
            await watcher.ResetAsync(transaction, cancellationToken);
        }
    }
}
