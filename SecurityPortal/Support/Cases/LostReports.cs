namespace SecurityPortal.Support.Cases;

/// <summary>
/// Collects what a person has reported as lost or stolen, in any case: a caller who is refused in one must not get through
/// by calling again and reporting less.
/// </summary>
internal sealed class LostReports(IOptions<SupportOptions> options, TimeProvider clock)
{
    /// <summary>Returns what was reported in all cases that are open, or were closed within <c>Support:RecentChange</c>.</summary>
    public async Task<LostThings> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.Value.RecentChange;
        var reports = await db.Set<SupportCase>()
            .Where(row => row.UserId == userId && row.Lost != LostThings.Nothing && (row.ClosedAt == null || row.ClosedAt > since))
            .Select(row => row.Lost).ToListAsync(cancellationToken);
        return reports.Aggregate(LostThings.Nothing, (all, lost) => all | lost);
    }
}
