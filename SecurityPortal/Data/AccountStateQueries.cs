using Microsoft.EntityFrameworkCore;

namespace SecurityPortal.Data;

internal static class AccountStateQueries
{
    // Asked at each sign-in. Compared here and not by the database: SQLite keeps Identity's times as text, each in the time
    // zone of whoever wrote it.
    private static readonly PreparedQuery<Func<PortalDbContext, string, CancellationToken, Task<PortalUser?>>> ById = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, CancellationToken _) =>
            db.Users.AsNoTracking().FirstOrDefault(user => user.Id == userId)));

    /// <summary>The state of the account as the database has it now; null when there is none any more.</summary>
    public static async Task<AccountState?> AccountStateAsync(
        this PortalDbContext db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ById.For(db)(db, userId, cancellationToken))?.StateAt(now);
}
