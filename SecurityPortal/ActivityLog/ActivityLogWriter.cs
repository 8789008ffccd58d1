using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;

namespace SecurityPortal.ActivityLog;

/// <summary>
/// Appends to the log inside the transaction of the change it tells of, so that neither exists without the other.
/// Each entry carries a keyed hash over itself and the one before (ASVS 16.4.2).
/// </summary>
internal sealed class ActivityLogWriter(
    IDbContextFactory<PortalDbContext> factory, KeyedHash keyedHash, TimeProvider clock)
{
    /// <summary>Appends within the caller's transaction.</summary>
    /// <exception cref="InvalidOperationException">There is no open transaction.</exception>
    public async Task AppendAsync(PortalDbContext db, Activity activity, CancellationToken cancellationToken = default)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An entry is appended in the transaction of what it tells of.");
        }

        var heads = db.Set<ActivityLogHead>();

        // The update comes first: it makes other writers wait, so that the chain never forks.
        await heads.ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Sequence, head => head.Sequence + 1), cancellationToken);
        var last = await heads.AsNoTracking().SingleAsync(cancellationToken);
        var entry = Entry(activity, last);
        db.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        await heads.ExecuteUpdateAsync(set => set.SetProperty(head => head.Hash, entry.Hash), cancellationToken);
    }

    /// <summary>Appends an entry that stands by itself, such as a refused password.</summary>
    public async Task AppendAsync(Activity activity, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await AppendAsync(db, activity, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private ActivityEntry Entry(Activity activity, ActivityLogHead head)
    {
        // Whole milliseconds, as the database keeps them: the hash must be the same when it is checked.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var detail = Cut(activity.Detail, 512);
        var agent = Cut(activity.UserAgent, 256);
        var hash = keyedHash.Of(
            "activity-log",
            Convert.ToHexString(head.Hash),
            head.Sequence.ToString(CultureInfo.InvariantCulture),
            at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            activity.UserId,
            activity.Actor,
            activity.Event,
            detail,
            activity.Address,
            agent);
        return new ActivityEntry
        {
            Sequence = head.Sequence,
            At = at,
            UserId = activity.UserId,
            Actor = activity.Actor,
            Event = activity.Event,
            Detail = detail,
            Address = activity.Address,
            UserAgent = agent,
            Hash = hash,
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Something that happened, before it is an entry.</summary>
internal sealed record Activity(string UserId, string Event, string Detail = "")
{
    public string Actor { get; init; } = "self";

    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";
}
