using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Everything that somebody with a copy of the database can read.</summary>
internal static class DatabaseDump
{
    /// <summary>Returns every stored byte, decoded as Latin-1, so that any text can be searched for.</summary>
    public static string Of(Portal portal) => portal.HasPostgreSql ? OfTables(portal) : OfFile(portal);

    private static string OfTables(Portal portal)
    {
        using var db = new NpgsqlConnection(portal.PostgreSql);
        db.Open();
        List<string> tables = [];
        using (var names = new NpgsqlCommand("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'", db))
        using (var reader = names.ExecuteReader())
        {
            while (reader.Read())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var dump = new StringBuilder();
        foreach (var table in tables)
        {
            using var rows = new NpgsqlCommand($"SELECT * FROM {table}", db);
            using var reader = rows.ExecuteReader();
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    dump.Append(reader.GetValue(column) switch
                    {
                        byte[] bytes => Encoding.Latin1.GetString(bytes),
                        var value => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes($"{value}\n")),
                    });
                }
            }
        }

        return dump.ToString();
    }

    // Includes the file's write-ahead log.
    private static string OfFile(Portal portal)
    {
        using (var db = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False"))
        {
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(FULL)";
            command.ExecuteNonQuery();
        }

        var bytes = File.ReadAllBytes(Path.Combine(portal.Folder, "portal.db"));
        return Encoding.Latin1.GetString(bytes);
    }
}
