using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Signals;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>
/// Decides whether a recovery wait may begin, and begins it. Every address and number on file is notified immediately.
/// </summary>
internal sealed class RecoveryStart(
    EveryChannelNotifier notifier, AuditLogWriter log, ISignals signals, IOptionsMonitor<RecoveryOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Returns the recovery available to the person now; never <see cref="RecoveryOffer.Over"/>, which is about a sign-in.
    /// </summary>
    /// <param name="isAgreed">Whether a second channel has agreed, besides the mailbox.</param>
    public async Task<RecoveryOffer> OfferAsync(
        PortalDbContext db, string userId, bool isAgreed, CancellationToken cancellationToken)
    {
        if (await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken) == AccountState.Locked)
        {
            return new RecoveryOffer.Locked();
        }

        if (!await IsOpenToAsync(db, userId, cancellationToken))
        {
            return new RecoveryOffer.AskSupport();
        }

        var now = clock.GetUtcNow();
        if (await RecoveryQueries.UnderWay(db, now).AsNoTracking()
            .FirstOrDefaultAsync(row => row.UserId == userId, cancellationToken) is { } request)
        {
            return new RecoveryOffer.UnderWay(request.DueAt, request.State == RecoveryState.LinkSent);
        }

        var since = now - RecoveryOptions.CountedFor;
        var recent = await db.Set<RecoveryRequest>().Where(row => row.UserId == userId && row.AskedAt > since)
            .Select(row => row.AskedAt).ToListAsync(cancellationToken);
        if (recent.Count >= options.CurrentValue.RequestsPerWeek)
        {
            return new RecoveryOffer.TooMany(recent.Min() + RecoveryOptions.CountedFor);
        }

        var reset = await db.Set<Person>().Where(person => person.UserId == userId)
            .Select(person => person.PasswordResetByMailAt).FirstOrDefaultAsync(cancellationToken);
        var wait = options.CurrentValue.WaitingPeriod;
        return !isAgreed && reset + RecoveryOptions.AfterPasswordReset is { } from && from > now
            ? new RecoveryOffer.NotYet(from, Number: null, CodeSent: false)
            : new RecoveryOffer.Offered(wait, now + wait);
    }

    /// <summary>
    /// Begins the wait in the caller's transaction, or returns why it cannot. Of several concurrent calls, only one begins
    /// it.
    /// </summary>
    /// <param name="asked">The log entry, with its source.</param>
    /// <param name="byDisavowal">Whether "This wasn't me" begins it, so that no password has been typed.</param>
    /// <param name="isAgreed">As for <see cref="OfferAsync"/>.</param>
    public async Task<RecoveryOffer> BeginAsync(
        PersonTransaction transaction, AuditEvent asked, NotificationSource source, bool byDisavowal, bool isAgreed,
        CancellationToken cancellationToken)
    {
        var offer = await OfferAsync(transaction.Db, transaction.UserId, isAgreed, cancellationToken);
        if (offer is not RecoveryOffer.Offered offered)
        {
            return offer;
        }

        var now = clock.GetUtcNow();
        var request = new RecoveryRequest
        {
            Id = Guid.CreateVersion7(now),
            UserId = transaction.UserId,
            SecurityStamp = await transaction.Db.Users.Where(user => user.Id == transaction.UserId)
                .Select(user => user.SecurityStamp).SingleAsync(cancellationToken),
            AskedAt = now,
            DueAt = offered.DueAt,
        };

        // A lapsed request makes room for the new one, even if the worker has not ended it yet.
        await RecoveryQueries.Lapsed(transaction.Db, now).Where(row => row.UserId == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, RecoveryState.Stopped).SetProperty(row => row.EndedAt, now), cancellationToken);
        transaction.Db.Add(request);
        await log.AppendAsync(transaction.Db, asked, cancellationToken);
        var notice = new RecoveryWaitingNotification(request.Id, request.DueAt, byDisavowal);
        await notifier.TellAsync(transaction, notice, source, cancellationToken);
        transaction.AfterCommit(() => signals.Publish(SignalTopics.Person(transaction.UserId)));
        return new RecoveryOffer.UnderWay(request.DueAt, LinkSent: false);
    }

    /// <summary>
    /// Returns whether the person can recover the account without support at all. Staff cannot, because they can reset
    /// other people. Without a password, which the link asks for, only the mailbox would vouch for the person; without an
    /// address, no link can be sent. A disabled, locked or unconfirmed account cannot be recovered (R17).
    /// </summary>
    public async Task<bool> IsOpenToAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        options.CurrentValue.Enabled
        && await db.Users.AnyAsync(
            user => user.Id == userId && user.PasswordHash != null && user.Email != null && user.Email != "", cancellationToken)
        && await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken) == AccountState.Active
        && !await db.IsStaffAsync(userId, cancellationToken);

    /// <summary>
    /// Returns whether the person can get back in with two proofs (R20): not within a day after "This wasn't me".
    /// </summary>
    public async Task<bool> TakesProofsAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return options.CurrentValue.TwoProofs && await IsOpenToAsync(db, userId, cancellationToken)
            && !await db.Set<Person>().AnyAsync(person => person.UserId == userId && person.FrozenUntil > now, cancellationToken);
    }
}
