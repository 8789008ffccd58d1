namespace SecurityPortal.Platform.Database;

internal static class AccountStateQueries
{
    // Asked at each sign-in. Compared here and not by the database: SQLite keeps Identity's times as text, each in the time
    // zone of the person who wrote it.
    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<Row?>>> ById = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Users.AsNoTracking().Where(user => user.Id == userId)
                .Select(user => new Row(
                    user, db.Set<Person>().Any(person => person.UserId == user.Id && person.LockedAt != null)))
                .FirstOrDefault()));

    /// <summary>The state of the account as the database has it now; null when there is none any more.</summary>
    public static async Task<AccountState?> AccountStateAsync(
        this PortalDbContext db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ById.For(db)(db, userId, cancellationToken) is { } row ? row.User.StateAt(now, row.IsLocked) : null;

    /// <summary>Whether nothing may be changed about the account from outside: it is disabled or locked.</summary>
    public static bool IsClosed(this AccountState? state) => state is AccountState.Disabled or AccountState.Locked;

    private sealed record Row(PortalUser User, bool IsLocked);
}
