using System.Linq.Expressions;
using SecurityPortal.Accounts.Status;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Stops a recovery: by the link in a notification, by "This wasn't me", from an open page of the person, at any sign-in
/// (whoever signs in can use a method after all), and when a method is set up, support resets the account, or the account
/// is disabled or locked.
/// </summary>
internal sealed class RecoveryCancellation(RecoveryStart start, AuditLogWriter log, ISignals signals, TimeProvider clock)
    : INotificationDisavowedHandler, ISessionStartedHandler, IMethodsChangedHandler, IAccountDisabledHandler
{
    // Checked first, at each sign-in: almost always, nothing is pending.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<bool>>> Waits = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Set<RecoveryRequest>().Any(row => row.UserId == userId
                && (row.State == RecoveryState.Waiting || row.State == RecoveryState.LinkSent))));

    public Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => row.Id == id, client: null, cancellationToken);

    /// <summary>Stops the recovery in progress at the request of a signed-in person; returns false if there is none.</summary>
    public Task<bool> StopAsync(PersonTransaction transaction, ClientInfo client, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, client, cancellationToken);

    /// <summary>
    /// Stops the recovery in progress. If the link may not turn off the methods that the person disavows, begins a new wait
    /// and notifies every address and number on file (R13). Returns when that wait ends; null if none began.
    /// </summary>
    public async Task<DateTimeOffset?> RaiseAsync(
        PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken)
    {
        await StopAsync(transaction, row => true, client: null, cancellationToken);
        if (disavowal.Kept.Count == 0)
        {
            return null;
        }

        var asked = new AuditEvent(transaction.UserId, AuditEvents.RecoveryAsked, AuditEvents.Disavowal) { Address = disavowal.Source.Address };
        return await start.BeginAsync(
            transaction, asked, disavowal.Source, byDisavowal: true, isAgreed: false, cancellationToken) is RecoveryOffer.UnderWay begun
            ? begun.DueAt
            : null;
    }

    /// <summary>
    /// Stops the recovery, except after a temporary pass: that is not one of the person's methods, but it leads to
    /// enrolling one, which stops the recovery.
    /// </summary>
    public Task BeginsAsync(PersonTransaction transaction, string? secondStep, CancellationToken cancellationToken) =>
        secondStep == AuthenticationMethods.TemporaryPass
            ? Task.CompletedTask
            : StopAsync(transaction, row => true, client: null, cancellationToken);

    public Task SetUpAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> methods, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, client: null, cancellationToken);

    public Task ResetAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, client: null, cancellationToken);

    public Task DisabledAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        StopAsync(transaction, row => true, client: null, cancellationToken);

    private async Task<bool> StopAsync(
        PersonTransaction transaction, Expression<Func<RecoveryRequest, bool>> which, ClientInfo? client,
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
            var entry = new AuditEvent(transaction.UserId, AuditEvents.RecoveryStopped);
            await log.AppendAsync(transaction.Db, client is null ? entry : entry.From(client), cancellationToken);
            transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        }

        return stopped;
    }
}
