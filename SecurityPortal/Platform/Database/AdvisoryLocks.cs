using System.Data;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Makes transactions take turns. SQLite does so by itself, because it has one writer at a time. PostgreSQL runs transactions
/// side by side, so those that must not overlap take a lock here.
/// </summary>
internal static class AdvisoryLocks
{
    private const int Tries = 5;

    /// <summary>
    /// Waits until no other open transaction holds <paramref name="what"/>, and holds it until this one ends. For things that
    /// have no row to lock yet, such as an address that nobody has.
    /// </summary>
    public static Task TakeLockAsync(this PortalDbContext db, string what, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql()
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({what}, 0))", cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// Begins a transaction whose queries all see the same snapshot. Returns null on SQLite, where it would make writers wait
    /// and where a single query is enough.
    /// </summary>
    public static async Task<IDbContextTransaction?> BeginSnapshotAsync(
        this PortalDbContext db, CancellationToken cancellationToken) => db.Database.IsNpgsql()
        ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
        : null;

    /// <summary>
    /// Runs a whole transaction, and runs it again if PostgreSQL aborted it because of a deadlock or a serialization failure.
    /// <paramref name="transaction"/> must begin and commit the transaction itself, and must be repeatable.
    /// </summary>
    public static async Task<T> RetryOnConflictAsync<T>(Func<Task<T>> transaction)
    {
        for (var left = Tries - 1; ; left--)
        {
            try
            {
                return await transaction();
            }
            catch (Exception exception) when (left > 0 && WasEndedForOthers(exception))
            {
                // Retries immediately: the transaction that it conflicted with has moved on by now.
            }
        }
    }

    private static bool WasEndedForOthers(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException!)
        {
            if (cause is PostgresException
                {
                    SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
                })
            {
                return true;
            }
        }

        return false;
    }
}
