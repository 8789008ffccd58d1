using System.Linq.Expressions;

namespace SecurityPortal.Platform.BackgroundJobs.Cleanup;

/// <param name="end">When a row ended; null for one that has not. The column must have an index.</param>
/// <param name="keptFor">How long a row is kept after that.</param>
internal sealed class ExpiredRows<TRow>(Expression<Func<TRow, DateTimeOffset?>> end, TimeSpan keptFor) : IExpiredRows
    where TRow : class
{
    public Task<int> DeleteAsync(PortalDbContext db, DateTimeOffset now, int count, CancellationToken cancellationToken)
    {
        Expression<Func<DateTimeOffset?>> limit = () => now - keptFor;
        var isOver = Expression.Lambda<Func<TRow, bool>>(Expression.LessThan(end.Body, limit.Body), end.Parameters);
        return db.Set<TRow>().Where(isOver).OrderBy(end).Take(count).ExecuteDeleteAsync(cancellationToken);
    }
}
