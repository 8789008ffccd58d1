namespace SecurityPortal.Platform.Database;

internal static class AccountStateQueries
{
    // Runs at each sign-in. The times are compared here and not by the database: SQLite stores Identity's times as text, each
    // in the time zone of whoever wrote it.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<Row?>>> ById = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Users.AsNoTracking().Where(user => user.Id == userId)
                .Select(user => new Row(
                    user, db.Set<Person>().Any(person => person.UserId == user.Id && person.LockedAt != null)))
                .FirstOrDefault()));

    /// <summary>Returns the account's current state in the database; null when the account no longer exists.</summary>
    public static async Task<AccountState?> AccountStateAsync(
        this PortalDbContext db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ById.For(db)(db, userId, cancellationToken) is { } row ? row.User.StateAt(now, row.IsLocked) : null;

    /// <summary>Whether the account is disabled or locked, so that nothing about it may be changed from outside.</summary>
    public static bool IsClosed(this AccountState? state) => state is AccountState.Disabled or AccountState.Locked;

    private sealed record Row(PortalUser User, bool IsLocked);
}
