using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.OpenId;

/// <summary>
/// Tells clients that a session has ended. It derives what to send from the sessions themselves, so no way of ending one can
/// forget it, and a node that is killed midway loses nothing. One update claims a row and postpones it, so that one node sends
/// the token, and another node takes over if the first one dies.
/// </summary>
internal sealed class BackchannelLogout(
    IDbContextFactory<PortalDbContext> factory, ClientStore clients, LogoutSender sender, OpenIdCounter counter, ApplicationAudit audit,
    TimeProvider clock, ILogger<BackchannelLogout> logger) : ITimedWork
{
    /// <summary>How long the portal retries when a client does not accept its token.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromDays(1);

    private const int Batch = 50;
    private static readonly TimeSpan Claimed = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Design rule O5: the client learns of it within five seconds.</summary>
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <summary>Sessions also end while a node is starting.</summary>
    public TimeSpan AfterStart => TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        await NoteEndsAsync(cancellationToken);
        var due = await ClaimAsync(cancellationToken);
        await Task.WhenAll(due.Select(row => DeliverAsync(row, cancellationToken)));
        return due.Count;
    }

    // A session that expired without anybody ending it sends nothing: the application has a timeout of its own. Its tokens are
    // refused all the same (TokenGuard). A person who later ends all sessions ends this one too, unless OpenIdCleanup has already
    // marked the row as ended.
    private async Task NoteEndsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ended = await db.Set<ApplicationSession>().AsNoTracking()
            .Where(row => row.EndedAt == null
                && !db.Set<PortalSession>().Any(session => session.Id == row.SessionId && session.EndedAt == null))
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellationToken);
        foreach (var row in ended)
        {
            var now = clock.GetUtcNow();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await db.Set<ApplicationSession>().Where(other => other.Id == row.Id && other.EndedAt == null)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(other => other.EndedAt, now).SetProperty(other => other.NextAttemptAt, now), cancellationToken) == 1)
            {
                await ApplicationSessions.RevokeAsync(
                    db,
                    db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(authorization => authorization.Id == row.AuthorizationId),
                    cancellationToken);
                await audit.EndedAsync(db, db.Set<ApplicationSession>().Where(other => other.Id == row.Id), cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ApplicationSession>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = db.Set<ApplicationSession>().AsNoTracking().Where(row => row.NextAttemptAt <= now);
        var clientIds = await waiting.Select(row => row.ClientId).Distinct().ToListAsync(cancellationToken);

        // An equal share for each client: one that does not answer keeps only its own tokens waiting.
        List<ApplicationSession> due = [];
        foreach (var client in clientIds)
        {
            due.AddRange(await waiting.Where(row => row.ClientId == client).OrderBy(row => row.NextAttemptAt)
                .Take(Math.Max(1, Batch / clientIds.Count)).ToListAsync(cancellationToken));
        }

        List<ApplicationSession> claimed = [];
        foreach (var row in due)
        {
            var until = now + Claimed;
            if (await db.Set<ApplicationSession>().Where(other => other.Id == row.Id && other.NextAttemptAt == row.NextAttemptAt)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(other => other.NextAttemptAt, until).SetProperty(other => other.Attempts, other => other.Attempts + 1),
                    cancellationToken) == 1)
            {
                claimed.Add(row);
            }
        }

        return claimed;
    }

    private async Task DeliverAsync(ApplicationSession row, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(row.ClientId, cancellationToken);
        if (client?.BackchannelLogoutUri is not { } uri)
        {
            await FinishAsync(row, next: null, deliveredAt: null, isTold: null, cancellationToken);
            return;
        }

        var fault = await sender.SendAsync(uri, row, cancellationToken);
        counter.Logout(row.ClientId, fault is null ? "delivered" : "failed");
        var now = clock.GetUtcNow();
        if (fault is null)
        {
            await FinishAsync(row, next: null, deliveredAt: now, isTold: true, cancellationToken);
            return;
        }

        var wait = First * Math.Pow(2, Math.Min(row.Attempts, 20));
        var next = now + (wait < Longest ? wait : Longest);
        var isLast = next > row.EndedAt + TriedFor;
        logger.LogoutFailed(row.ClientId, fault, isLast ? "Giving up." : "Retrying later.");
        await FinishAsync(row, isLast ? null : next, deliveredAt: null, isTold: isLast ? false : null, cancellationToken);
    }

    // Only a final outcome gets an entry in the log: accepted, or given up.
    private Task FinishAsync(
        ApplicationSession row, DateTimeOffset? next, DateTimeOffset? deliveredAt, bool? isTold, CancellationToken cancellationToken) =>
        AdvisoryLocks.RetryOnConflictAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.Set<ApplicationSession>().Where(other => other.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.NextAttemptAt, next).SetProperty(other => other.DeliveredAt, deliveredAt), cancellationToken);
            if (isTold is { } told)
            {
                await audit.ToldAsync(db, row, told, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return true;
        });
}
