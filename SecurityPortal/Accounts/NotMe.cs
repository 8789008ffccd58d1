using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Methods;
using SecurityPortal.Notices;
using SecurityPortal.Sessions;

namespace SecurityPortal.Accounts;

/// <summary>
/// "This wasn't me": ends everything that is open, stops changes of methods for a day, and undoes the change. It works
/// without signing in, so it may do nothing that lasts: password and sign-in stay as they are.
/// </summary>
internal sealed class NotMe(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, MethodChanges methods, EmailChange email,
    IEnumerable<INoticeAnswers> answers, KeyedHash keyedHash, ActivityLogWriter log, NoticeWriter notices, TimeProvider clock, DurationWords durations)
{
    /// <summary>How long methods stay as they are.</summary>
    public static readonly TimeSpan Freeze = TimeSpan.FromHours(24);

    private const string MethodsPrefix = "methods:";
    private const string EmailPrefix = "email:";

    /// <summary>The notice of this token; null when its link was used, is too old, or never was.</summary>
    public async Task<OpenNotice?> FindAsync(string? token, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, token, cancellationToken) is { } record
            ? new(record.Subject, record.CreatedAt, UndoOf(record))
            : null;
    }

    /// <summary>Acts on the notice; null when its link is over. Of several at once exactly one acts.</summary>
    public async Task<NotMeOutcome?> ActAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default)
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

        if (NoticeAnswers.StopId(record.Undo) is { } stopped)
        {
            return await StopAsync(transaction, stopped, cancellationToken);
        }

        var until = now + Freeze;
        await transaction.Db.Set<Person>().Where(person => person.UserId == record.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.FrozenUntil, until), cancellationToken);
        var off = record.Undo?.StartsWith(MethodsPrefix, StringComparison.Ordinal) == true
            ? await methods.UndoAsync(
                transaction, record.Undo[MethodsPrefix.Length..].Split(','), record.CreatedAt, cancellationToken)
            : [];
        var restored = record.Undo?.StartsWith(EmailPrefix, StringComparison.Ordinal) == true
            && await RestoreEmailAsync(transaction, record.Undo[EmailPrefix.Length..], cancellationToken);
        await EndEverythingAsync(transaction, cancellationToken);
        await log.AppendAsync(
            transaction.Db,
            new Activity(record.UserId, ActivityEvents.NotMe, string.Join(',', off)).From(client),
            cancellationToken);
        await notices.AddAsync(
            transaction, new NotMeNotice(restored, off.Count > 0, () => durations.Say(Freeze)), client.Source(), cancellationToken: cancellationToken);
        foreach (var other in answers)
        {
            await other.RaiseAsync(transaction, record, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new NotMeOutcome.Done(off, restored, until);
    }

    private async Task<NotMeOutcome> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var other in answers)
        {
            stopped |= await other.StopAsync(transaction, id, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return stopped ? new NotMeOutcome.Stopped() : new NotMeOutcome.TooLate();
    }

    private async Task<NoticeRecord?> FindRecordAsync(string? token, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, token, cancellationToken);
    }

    private async Task<NoticeRecord?> FindAsync(PortalDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: RandomToken.Length })
        {
            return null;
        }

        var hash = keyedHash.OfToken(token, NoticeRecord.LinkToken);
        return await Open(db).AsNoTracking().FirstOrDefaultAsync(record => record.TokenHash == hash, cancellationToken);
    }

    private IQueryable<NoticeRecord> Open(PortalDbContext db)
    {
        var now = clock.GetUtcNow();
        return db.Set<NoticeRecord>().Where(record => record.UsedAt == null && record.ExpiresAt > now);
    }

    private async Task<bool> RestoreEmailAsync(
        PersonTransaction transaction, string address, CancellationToken cancellationToken)
    {
        if (await email.IsTakenAsync(transaction.Db, address, cancellationToken))
        {
            return false;
        }

        await email.PutAsync(transaction, address, cancellationToken);
        return true;
    }

    // A new stamp ends pending sign-ins and voids links to reset the password or change the address.
    private async Task EndEverythingAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        var stamp = SecurityStamp.Create();
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, stamp), cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
    }

    private static NoticeUndo UndoOf(NoticeRecord record) => record.Undo switch
    {
        { } undo when undo.StartsWith(MethodsPrefix, StringComparison.Ordinal) => NoticeUndo.Methods,
        { } undo when undo.StartsWith(EmailPrefix, StringComparison.Ordinal) => NoticeUndo.Email,
        { } undo when NoticeAnswers.IsStop(undo) => NoticeUndo.Stop,
        _ => NoticeUndo.Nothing,
    };
}

/// <summary>A notice whose link still works.</summary>
internal sealed record OpenNotice(string Subject, DateTimeOffset At, NoticeUndo Undo);

/// <summary>What "This wasn't me" would undo.</summary>
internal enum NoticeUndo
{
    Nothing,
    Methods,
    Email,

    /// <summary>The link stops what is under way, and does nothing else.</summary>
    Stop,
}

/// <summary>What became of the answer to a notice.</summary>
internal abstract record NotMeOutcome
{
    private NotMeOutcome()
    {
    }

    /// <summary>"This wasn't me": all sessions have ended, and more.</summary>
    /// <param name="TurnedOff">The ids of methods that went off, or had the added key or app removed.</param>
    /// <param name="EmailRestored">Whether the old address is back.</param>
    /// <param name="FrozenUntil">Until then methods stay as they are.</param>
    public sealed record Done(IReadOnlyList<string> TurnedOff, bool EmailRestored, DateTimeOffset FrozenUntil) : NotMeOutcome;

    /// <summary>"Stop this": it will not happen.</summary>
    public sealed record Stopped : NotMeOutcome;

    /// <summary>"Stop this": it has happened already, or was stopped before.</summary>
    public sealed record TooLate : NotMeOutcome;
}
