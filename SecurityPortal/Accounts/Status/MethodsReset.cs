using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Status;

/// <summary>
/// Turns off methods and ends everything else that can open the account or soon could: codes, trusted devices, sessions,
/// pending sign-ins, and links to set a new password or change the address. If no primary method is left, the next sign-in
/// leads only to enrolment, and anything else that waits to open the account ends too.
/// </summary>
internal sealed class MethodsReset(
    MethodChanges changes, Enrolments enrolments, OneTimeCodeService codes, SessionStore sessions, IEnumerable<IMethodsChangedHandler> watchers)
{
    public async Task ApplyAsync(
        PersonTransaction transaction, IReadOnlyList<string> methods, CancellationToken cancellationToken)
    {
        await changes.ResetAsync(transaction, methods, cancellationToken);
        await codes.VoidAllAsync(transaction, cancellationToken);

        // Support or a recovery reopens methods that a hundred wrong codes have closed.
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
