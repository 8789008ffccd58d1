using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Database.PostgreSql;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database.Upgrades;

/// <summary>A portal's database, upgraded to a later version while the portal runs.</summary>
internal sealed class UpgradingDatabase(Portal portal)
{
    /// <summary>Does what <c>SecurityPortal migrate</c> of the later version would do.</summary>
    /// <param name="to">The migration to stop at; null for the last.</param>
    public async Task MigrateAsync(string? to = null)
    {
        await using var db = Open();
        await PortalMigrations.MigrateAsync(db, to, TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<string>> AppliedAsync()
    {
        await using var db = Open();
        return [.. await db.Database.GetAppliedMigrationsAsync()];
    }

    /// <summary>
    /// Returns each table of the present version with its row count and a hash of the columns that this version knows. What a
    /// later version adds changes neither.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, (int Rows, string Hash)>> ContentsAsync()
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        SortedDictionary<string, (int, string)> contents = new(StringComparer.Ordinal);
        foreach (var table in db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables)
        {
            var rows = await RowsAsync(db.Database.GetDbConnection(), table);
            rows.Sort(StringComparer.Ordinal);
            contents[table.Name] = (rows.Count, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows)))));
        }

        return contents;
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, ITable table)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the model's.
        command.CommandText = $"""SELECT {string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""))} FROM "{table.Name}" """;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetValue(index) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                string[] texts => string.Join(',', texts),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }

    private PortalDbContext Open()
    {
        var connection = portal.DatabaseSettings.Single(setting => setting.Key == "ConnectionStrings:Portal").Value;
        return portal.HasPostgreSql
            ? new PostgreSqlDbContext(DesignTimeFactory.Options<PostgreSqlDbContext>(db => db
                .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(PortalMigrations.History))
                .ReplaceService<IMigrationsAssembly, LaterMigrations>()))
            : new PortalDbContext(DesignTimeFactory.Options<PortalDbContext>(db => db
                .UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(PortalMigrations.History))
                .ReplaceService<IMigrationsAssembly, LaterMigrations>()));
    }
}
