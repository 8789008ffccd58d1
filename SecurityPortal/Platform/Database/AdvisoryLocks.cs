using System.Data;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// What SQLite gives by itself, having one writer at a time: transactions that take turns. On PostgreSQL they run side
/// by side, so those that must not are told so here.
/// </summary>
internal static class AdvisoryLocks
{
    private const int Tries = 5;

    /// <summary>
    /// Waits until no other open transaction holds <paramref name="what"/>, and holds it until this one ends. For what no
    /// row stands for yet, such as an address that nobody has.
    /// </summary>
    public static Task TakeLockAsync(this PortalDbContext db, string what, CancellationToken cancellationToken) =>
        db.Database.IsNpgsql()
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({what}, 0))", cancellationToken)
            : Task.CompletedTask;

    /// <summary>
    /// A transaction whose queries all see one moment. Null on SQLite, where it would make writers wait and where a
    /// single query does.
    /// </summary>
    public static async Task<IDbContextTransaction?> BeginSnapshotAsync(
        this PortalDbContext db, CancellationToken cancellationToken) => db.Database.IsNpgsql()
        ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
        : null;

    /// <summary>
    /// Does a whole transaction, and does it again when PostgreSQL ended it to resolve a deadlock. Only for one that begins,
    /// commits and can be begun again inside <paramref name="transaction"/>.
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
                // At once: whom it stood in the way of has gone on by now.
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
