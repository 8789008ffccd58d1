using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts;

/// <summary>
/// "This wasn't me": ends everything that is open, stops changes of methods for a day, and undoes the change where that
/// leaves the account as well protected as before. It works without signing in, for the person who reads the mail: the
/// password stays as it is, and no primary method goes without another that stays (R13).
/// </summary>
internal sealed class Disavowal(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, MethodUndo methods, EmailChange email, AccountLock accountLock,
    IEnumerable<INotificationDisavowedHandler> answers, KeyedHash keyedHash, AuditLogWriter log, NotificationWriter notices, TimeProvider clock, DurationTexts durations)
{
    /// <summary>How long methods stay as they are.</summary>
    public static readonly TimeSpan Freeze = TimeSpan.FromHours(24);

    private const string MethodsPrefix = "methods:";
    private const string EmailPrefix = "email:";

    /// <summary>The notification of this token; null when its link was used, is too old, or never was.</summary>
    public async Task<OpenNotification?> FindAsync(string? token, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, token, cancellationToken) is not { } record)
        {
            return null;
        }

        var undo = UndoOf(record);
        var kept = undo == NotificationUndo.Methods
            ? (await methods.PreviewAsync(db, record.UserId, AddedBy(record), record.CreatedAt, cancellationToken)).Kept
            : [];
        return new(record.Subject, record.CreatedAt, undo, kept);
    }

    /// <summary>Acts on the notification; null when its link is over. Of several at once exactly one acts.</summary>
    public Task<DisavowalOutcome?> ActAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default) =>
        ActAsync(token, client, locks: false, cancellationToken);

    /// <summary>
    /// The same, and "Lock my account" with it (R19): what the link may not take off opens nothing either, and no wait for
    /// another link begins.
    /// </summary>
    public Task<DisavowalOutcome?> LockAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default) =>
        ActAsync(token, client, locks: true, cancellationToken);

    private async Task<DisavowalOutcome?> ActAsync(string? token, ClientInfo client, bool locks, CancellationToken cancellationToken)
    {
        if (await FindRecordAsync(token, cancellationToken) is not { } record)
        {
            return null;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, record.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        if (await Open(transaction.Db).Where(row => row.Id == record.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UsedAt, now), cancellationToken) == 0)
        {
            return null;
        }

        if (NotificationAnswers.StopId(record.Undo) is { } stopped)
        {
            return locks
                ? await StopAndLockAsync(transaction, record, stopped, client, cancellationToken)
                : await StopAsync(transaction, stopped, cancellationToken);
        }

        var until = now + Freeze;
        await transaction.Db.Set<Person>().Where(person => person.UserId == record.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.FrozenUntil, until), cancellationToken);
        var undone = UndoOf(record) == NotificationUndo.Methods
            ? await methods.ApplyAsync(transaction, AddedBy(record), record.CreatedAt, client, cancellationToken)
            : new UndoneMethods([], [], []);
        var replaced = UndoOf(record) == NotificationUndo.Email
            ? await RestoreEmailAsync(transaction, record.Undo![EmailPrefix.Length..], cancellationToken)
            : null;
        await EndEverythingAsync(transaction, cancellationToken);
        IReadOnlyList<string> taken = [.. undone.Off, .. undone.Changed];
        await log.AppendAsync(
            transaction.Db,
            new AuditEvent(record.UserId, AuditEvents.Disavowal, string.Join(',', taken)).From(client),
            cancellationToken);

        // Before anything else: a locked account begins no wait. One that is locked already learns what is not theirs.
        if (locks)
        {
            await accountLock.LockAsync(
                transaction, AuditActors.Self, client, AccountLock.Shorten(record.Subject), undone.Kept, cancellationToken);
        }

        await AccountLock.DisavowAsync(transaction, undone.Kept, cancellationToken);

        // After the new stamp, which the wait for a link is bound to.
        var linkAt = await RaiseAsync(transaction, new(record, undone.Kept, client.Source()), cancellationToken);
        var notice = new DisavowalNotification(replaced is not null, taken.Count > 0, undone.Kept.Count > 0, () => durations.Say(Freeze));
        await notices.AddAsync(transaction, notice, client.Source(), cancellationToken: cancellationToken);
        if (replaced is not null)
        {
            // Told there too, since it may have been the owner's; without where it came from, since it may be a thief's.
            await notices.AddAsync(transaction, notice, source: null, to: replaced, cancellationToken);
        }

        var state = await LockedAccounts.FindAsync(transaction.Db, record.UserId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DisavowalOutcome.Done(taken, undone.Kept, replaced is not null, until, linkAt) { OpensWith = state?.OpensWith };
    }

    private async Task<DisavowalOutcome> StopAndLockAsync(
        PersonTransaction transaction, NotificationRecord record, Guid id, ClientInfo client, CancellationToken cancellationToken)
    {
        foreach (var other in answers)
        {
            await other.StopAsync(transaction, id, cancellationToken);
        }

        await accountLock.LockAsync(
            transaction, AuditActors.Self, client, AccountLock.Shorten(record.Subject), disavowed: [], cancellationToken);
        var state = await LockedAccounts.FindAsync(transaction.Db, record.UserId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new DisavowalOutcome.Locked(state?.OpensWith ?? []);
    }

    private async Task<DateTimeOffset?> RaiseAsync(
        PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken)
    {
        DateTimeOffset? linkAt = null;
        foreach (var other in answers)
        {
            var at = await other.RaiseAsync(transaction, disavowal, cancellationToken);
            linkAt ??= at;
        }

        return linkAt;
    }

    private async Task<DisavowalOutcome> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var other in answers)
        {
            stopped |= await other.StopAsync(transaction, id, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return stopped ? new DisavowalOutcome.Stopped() : new DisavowalOutcome.TooLate();
    }

    private async Task<NotificationRecord?> FindRecordAsync(string? token, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, token, cancellationToken);
    }

    private async Task<NotificationRecord?> FindAsync(PortalDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = keyedHash.OfToken(token, NotificationRecord.LinkToken);
        return await Open(db).AsNoTracking().FirstOrDefaultAsync(record => record.TokenHash == hash, cancellationToken);
    }

    private IQueryable<NotificationRecord> Open(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<NotificationRecord>().Where(record => record.UsedAt == null && record.ExpiresAt > now);
    }

    /// <summary>Puts the address before back; the one that it replaces, or null where somebody has the old one by now.</summary>
    private async Task<string?> RestoreEmailAsync(
        PersonTransaction transaction, string address, CancellationToken cancellationToken) =>
        await email.IsTakenAsync(transaction.Db, address, cancellationToken)
            ? null
            : await email.PutAsync(transaction, address, cancellationToken);

    // A new stamp ends pending sign-ins and voids links to reset the password or change the address.
    private async Task EndEverythingAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        var stamp = SecurityStamp.Create();
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
    }

    private static string[] AddedBy(NotificationRecord record) => record.Undo![MethodsPrefix.Length..].Split(',');

    private static NotificationUndo UndoOf(NotificationRecord record) => record.Undo switch
    {
        { } undo when undo.StartsWith(MethodsPrefix, StringComparison.Ordinal) => NotificationUndo.Methods,
        { } undo when undo.StartsWith(EmailPrefix, StringComparison.Ordinal) => NotificationUndo.Email,
        { } undo when NotificationAnswers.IsStop(undo) => NotificationUndo.Stop,
        _ => NotificationUndo.Nothing,
    };
}
