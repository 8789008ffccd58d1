using System.Text;
using Microsoft.Data.Sqlite;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>All that somebody finds who gets hold of a copy of the database.</summary>
internal static class DatabaseDump
{
    /// <summary>Every byte of the file and its log, read as Latin letters, so that any text can be looked for.</summary>
    public static string Of(Portal portal)
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
