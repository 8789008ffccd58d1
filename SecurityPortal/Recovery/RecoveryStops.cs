using Microsoft.EntityFrameworkCore;
using SecurityPortal.Accounts;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.Sessions;

namespace SecurityPortal.Recovery;

/// <summary>
/// Stops a request: by the link in a notice, by "This wasn't me", by any sign-in (whoever signs in can use a method after
/// all), by a method that is set up, when support has reset the account meanwhile, and when the account is disabled.
/// </summary>
internal sealed class RecoveryStops(ActivityLogWriter log, TimeProvider clock)
    : INoticeAnswers, ISessionWatcher, IMethodsWatcher, IAccountDisabledHandler
{
    // Asked first, at each sign-in: as good as always nothing waits.
    private static readonly PreparedQuery<Func<PortalDbContext, string, CancellationToken, Task<bool>>> Waits = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Set<RecoveryRequest>().Any(row => row.UserId == userId
                && (row.State == RecoveryState.Waiting || row.State == RecoveryState.LinkSent))));

    public Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => row.Id == id, cancellationToken);

    public Task RaiseAsync(PersonTransaction transaction, NoticeRecord record, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, cancellationToken);

    public Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, cancellationToken);

    public Task SetUpAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, cancellationToken);

    public Task ResetAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, cancellationToken);

    public Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, cancellationToken);

    private async Task<bool> StopAsync(
        PersonTransaction transaction, System.Linq.Expressions.Expression<Func<RecoveryRequest, bool>> which,
        CancellationToken cancellationToken)
    {
        if (!await Waits.For(transaction.Db)(transaction.Db, transaction.UserId, cancellationToken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var stopped = await transaction.Db.Set<RecoveryRequest>()
            .Where(row => row.UserId == transaction.UserId
                && (row.State == RecoveryState.Waiting || row.State == RecoveryState.LinkSent))
            .Where(which)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now),
                cancellationToken) > 0;
        if (stopped)
        {
            await log.AppendAsync(
                transaction.Db, new(transaction.UserId, ActivityEvents.RecoveryStopped), cancellationToken);
        }

        return stopped;
    }
}
