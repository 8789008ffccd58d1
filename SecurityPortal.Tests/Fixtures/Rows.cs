using Microsoft.EntityFrameworkCore;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Reads and writes the database directly, bypassing all services.</summary>
internal static class Rows
{
    /// <summary>Counts a person's rows in a table.</summary>
    public static Task<int> CountAsync(Portal portal, string table, string userId) =>
        NumberAsync(portal, $"""SELECT count(*) AS "Value" FROM "{table}" WHERE "UserId" = @p0""", userId);

    /// <summary>Returns the number that a query yields in a column named <c>Value</c>.</summary>
    public static async Task<int> NumberAsync(Portal portal, string sql, params object[] values)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await db.Database.SqlQueryRaw<int>(sql, values).SingleAsync();
    }

    public static async Task<int> ExecuteAsync(Portal portal, FormattableString sql)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await db.Database.ExecuteSqlAsync(sql);
    }

    public static async Task<bool> TwoFactorFlagAsync(Portal portal, string userId)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return await db.Users.Where(user => user.Id == userId).Select(user => user.TwoFactorEnabled).SingleAsync();
    }

    /// <summary>Counts a person's sessions that have not been ended.</summary>
    public static Task<int> OpenSessionsAsync(Portal portal, string userId) => NumberAsync(
        portal, """SELECT count(*) AS "Value" FROM "Sessions" WHERE "UserId" = @p0 AND "EndedAt" IS NULL""", userId);
}
