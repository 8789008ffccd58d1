namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Looks up sessions. Every request, and every command in an open page, starts with <see cref="FindAsync"/>; its query
/// contains no list, because SQLite would then read everybody's roles. With <see cref="AnyOtherAsync"/>, the two-factor
/// page asks whether another session could approve.
/// </summary>
internal static class LiveSessionQuery
{
    private static readonly CompiledQuery<Query> Prepared = new(Compile);

    private delegate Task<SealedSession?> Query(
        PortalDbContext db, byte[]? tokenHash, Guid? id, DateTimeOffset seenAfter, DateTimeOffset createdAfter,
        CancellationToken cancellationToken);

    /// <summary>
    /// Finds a session by the hash of its token, or by its id; null if there is none alive. A session of a disabled account
    /// is not alive, whoever disabled the account: an application that shares the database does not end our sessions (ASVS
    /// 7.4.2). Nor is a session of a locked account (R19).
    /// </summary>
    public static async Task<SealedSession?> FindAsync(
        PortalDbContext db, byte[]? tokenHash, Guid? id, DateTimeOffset seenAfter, DateTimeOffset createdAfter,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        await Prepared.For(db)(db, tokenHash, id, seenAfter, createdAfter, cancellationToken) is { } found
        && !(found.LockoutEnabled && found.LockoutEnd > now) && !found.IsLocked
            ? found
            : null;

    private static readonly CompiledQuery<Others> PreparedOthers = new(() => new(EF.CompileAsyncQuery(
        (PortalDbContext db, string userId, Guid? except, string method, DateTimeOffset begunBefore, DateTimeOffset seenAfter,
            DateTimeOffset createdAfter, CancellationToken _) =>
            db.Set<PortalSession>().Any(session =>
                session.UserId == userId
                && session.EndedAt == null && session.LastSeenAt > seenAfter && session.CreatedAt > createdAfter
                && session.Id != except
                && session.ConfirmedBy != AuthenticationMethods.TemporaryPass
                && (!session.AuthenticationMethods.Contains(method) || session.CreatedAt <= begunBefore)))));

    private delegate Task<bool> Others(
        PortalDbContext db, string userId, Guid? except, string method, DateTimeOffset begunBefore, DateTimeOffset seenAfter,
        DateTimeOffset createdAfter, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the person has another live session, not counting those begun by this method after this time, or those on a
    /// temporary pass.
    /// </summary>
    public static Task<bool> AnyOtherAsync(
        PortalDbContext db, string userId, Guid? except, string method, DateTimeOffset begunBefore, DateTimeOffset seenAfter,
        DateTimeOffset createdAfter, CancellationToken cancellationToken) =>
        PreparedOthers.For(db)(db, userId, except, method, begunBefore, seenAfter, createdAfter, cancellationToken);

    private static Query Compile() => new(
        EF.CompileAsyncQuery(
            (PortalDbContext db, byte[]? tokenHash, Guid? id, DateTimeOffset seenAfter, DateTimeOffset createdAfter, CancellationToken _) =>
                (from session in db.Set<PortalSession>()
                 where (tokenHash != null && session.TokenHash == tokenHash) || (id != null && session.Id == id)
                 where session.EndedAt == null && session.LastSeenAt > seenAfter && session.CreatedAt > createdAfter
                 join user in db.Users on session.UserId equals user.Id
                 join row in db.Set<Person>() on user.Id equals row.UserId into rows
                 from person in rows.DefaultIfEmpty()
                 select new SealedSession(session.TokenHash, session.Seal, user.LockoutEnabled, user.LockoutEnd, person.LockedAt != null, new LiveSession
                 {
                     Id = session.Id,
                     UserId = user.Id,
                     UserName = user.UserName ?? "",
                     Email = user.Email ?? "",
                     DisplayName = person.DisplayName,
                     ConfirmedAt = session.ConfirmedAt,
                     ConfirmedBy = session.ConfirmedBy,
                     AuthenticationMethods = session.AuthenticationMethods,
                     CreatedAt = session.CreatedAt,
                     LastSeenAt = session.LastSeenAt,
                     UserAgent = session.UserAgent,
                     Address = session.Address,
                     Roles = LiveSession.RoleList(
                         (from membership in db.UserRoles
                          join role in db.Roles on membership.RoleId equals role.Id
                          where membership.UserId == user.Id
                          select PortalDbContext.Joined(role.Name!, LiveSession.RoleSeparator)).FirstOrDefault()),
                     MustEnrolSince = person.MustEnrolSince,
                     TwoFactorRequiredSince = person.TwoFactorRequiredSince,
                     FrozenUntil = person.FrozenUntil,
                     Language = person.Language,
                     TimeZone = person.TimeZone,
                     Region = person.Region,
                     Theme = person.Theme,
                 })).FirstOrDefault()));
}
