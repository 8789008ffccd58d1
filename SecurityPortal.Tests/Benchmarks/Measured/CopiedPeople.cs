using System.Globalization;
using Microsoft.Data.Sqlite;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Benchmarks.Measured;

/// <summary>Copies the rows of an existing person many times, directly in the database and in one transaction.</summary>
internal static class CopiedPeople
{
    // As long as the ids of PortalUser.
    private const string NewPersonId = "substr(hex(randomblob(11)), 1, 22)";

    private const string NewId =
        """
        lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a'
        || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
        """;

    private static readonly string[] Tables = ["People", "MethodEnrolments", "ConfirmedPhones", "AuthenticatorApps", "BackupCodes"];

    /// <summary>Copies the person and returns the database bytes per copy, for rows inserted in random order.</summary>
    public static async Task<double> CopyAsync(Portal portal, string userId, int count)
    {
        await using var db = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False");
        await db.OpenAsync();
        await RunAsync(db, "PRAGMA cache_size = -1000000; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
        var before = await SizeAsync(db);
        await RunAsync(db, "BEGIN");
        await RunAsync(db, $"""
            WITH RECURSIVE "Counter" ("I") AS (SELECT 0 UNION ALL SELECT "I" + 1 FROM "Counter" WHERE "I" < {count - 1})
            INSERT INTO "AspNetUsers" SELECT {await ColumnsAsync(db, "AspNetUsers", column => column switch
            {
                "Id" => NewPersonId,
                "UserName" or "Email" => "'person-' || \"I\" || '@seeded.example'",
                "NormalizedUserName" or "NormalizedEmail" => "'PERSON-' || \"I\" || '@SEEDED.EXAMPLE'",
                _ => $"t.\"{column}\"",
            })}
            FROM "Counter", "AspNetUsers" t WHERE t."Id" = '{userId}'
            """);
        foreach (var table in Tables)
        {
            await RunAsync(db, $"""
                INSERT INTO "{table}" SELECT {await ColumnsAsync(db, table, column => column switch
                {
                    "UserId" => "u.\"Id\"",
                    "Id" => $"upper({NewId})",
                    "Fingerprint" => "substr(hex(randomblob(64)), 1, length(t.\"Fingerprint\"))",
                    _ => $"t.\"{column}\"",
                })}
                FROM "AspNetUsers" u, "{table}" t WHERE t."UserId" = '{userId}' AND u."UserName" LIKE '%@seeded.example'
                """);
        }

        await RunAsync(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return (await SizeAsync(db) - before) / (double)count;
    }

    private static async Task<string> ColumnsAsync(SqliteConnection db, string table, Func<string, string> value)
    {
        await using var command = db.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}') ORDER BY cid";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> columns = [];
        while (await reader.ReadAsync())
        {
            columns.Add(value(reader.GetString(0)));
        }

        Assert.NotEmpty(columns);
        return string.Join(", ", columns);
    }

    private static async Task<long> SizeAsync(SqliteConnection db)
    {
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(SqliteConnection db, string sql)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
