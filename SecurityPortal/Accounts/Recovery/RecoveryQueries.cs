namespace SecurityPortal.Accounts.Recovery;

/// <summary>Queries for recovery requests that several classes share.</summary>
internal static class RecoveryQueries
{
    /// <summary>
    /// Recoveries in progress: neither ended nor lapsed, and with no new password since they began. A person has at most
    /// one.
    /// </summary>
    public static IQueryable<RecoveryRequest> UnderWay(PortalDbContext db, DateTimeOffset now) => Current(db).Where(row =>
        row.State == RecoveryState.Waiting || (row.State == RecoveryState.LinkSent && row.LinkExpiresAt > now));

    /// <summary>Requests whose account still has the security stamp that it had when they began.</summary>
    public static IQueryable<RecoveryRequest> Current(PortalDbContext db) => db.Set<RecoveryRequest>().Where(row =>
        db.Users.Any(user => user.Id == row.UserId && user.SecurityStamp == row.SecurityStamp));

    /// <summary>Requests that can no longer succeed, although their rows do not say so yet.</summary>
    public static IQueryable<RecoveryRequest> Lapsed(PortalDbContext db, DateTimeOffset now) => db.Set<RecoveryRequest>().Where(row =>
        (row.State == RecoveryState.LinkSent && row.LinkExpiresAt <= now)
        || ((row.State == RecoveryState.Waiting || row.State == RecoveryState.LinkSent)
            && !db.Users.Any(user => user.Id == row.UserId && user.SecurityStamp == row.SecurityStamp)));
}
