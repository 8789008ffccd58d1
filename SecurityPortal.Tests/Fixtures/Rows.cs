using Microsoft.EntityFrameworkCore;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Looks into the database past all services.</summary>
internal static class Rows
{
    /// <summary>The rows of a table that belong to a person.</summary>
    public static Task<int> CountAsync(Portal portal, string table, string userId) =>
        NumberAsync(portal, $"""SELECT count(*) AS "Value" FROM "{table}" WHERE "UserId" = @p0""", userId);

    /// <summary>A number that a query gives, in a column named <c>Value</c>.</summary>
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

    /// <summary>The sessions of a person that nothing has ended.</summary>
    public static Task<int> OpenSessionsAsync(Portal portal, string userId) => NumberAsync(
        portal, """SELECT count(*) AS "Value" FROM "Sessions" WHERE "UserId" = @p0 AND "EndedAt" IS NULL""", userId);
}
