namespace SecurityPortal.Accounts.Recovery;

/// <summary>Questions that several parts ask of the requests.</summary>
internal static class RecoveryQueries
{
    /// <summary>
    /// What is in progress: neither ended nor lapsed, and from before no new password. A person has one at most.
    /// </summary>
    public static IQueryable<RecoveryRequest> UnderWay(PortalDbContext db, DateTimeOffset now) => Current(db).Where(row =>
        row.State == RecoveryState.Waiting || (row.State == RecoveryState.LinkSent && row.LinkExpiresAt > now));

    /// <summary>Requests whose account still has the security stamp of the time when they began.</summary>
    public static IQueryable<RecoveryRequest> Current(PortalDbContext db) => db.Set<RecoveryRequest>().Where(row =>
        db.Users.Any(user => user.Id == row.UserId && user.SecurityStamp == row.SecurityStamp));

    /// <summary>Requests that nothing comes of any more, though their rows do not say so yet.</summary>
    public static IQueryable<RecoveryRequest> Lapsed(PortalDbContext db, DateTimeOffset now) => db.Set<RecoveryRequest>().Where(row =>
        (row.State == RecoveryState.LinkSent && row.LinkExpiresAt <= now)
        || ((row.State == RecoveryState.Waiting || row.State == RecoveryState.LinkSent)
            && !db.Users.Any(user => user.Id == row.UserId && user.SecurityStamp == row.SecurityStamp)));
}
