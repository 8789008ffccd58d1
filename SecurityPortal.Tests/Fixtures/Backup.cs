using Microsoft.Data.Sqlite;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A copy of a portal's database at one moment, from which portals can be restored, with the current key ring.</summary>
internal sealed class Backup : IDisposable
{
    private readonly Portal _portal;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-backup-").FullName;
    private readonly string _connection;

    public Backup(Portal portal)
    {
        _portal = portal;
        if (portal.HasPostgreSql)
        {
            // PostgreSQL copies a database only while nobody is connected to it.
            PostgreSqlServer.Disconnect(portal.PostgreSql);
            _connection = PostgreSqlServer.Shared.Create(copyOf: portal.PostgreSql);
            return;
        }

        var file = Path.Combine(_folder, "portal.db");
        _connection = $"Data Source={file}";
        using var source = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }

    /// <summary>Returns a portal with the restored backup, at the original portal's current time.</summary>
    public Portal Restore()
    {
        var portal = new Portal(
            ("ConnectionStrings:Portal", _connection), ("Database:KeyRing", Path.Combine(_portal.Folder, "keys")))
        {
            IsEmpty = true,
            HasPostgreSql = _portal.HasPostgreSql,
        };
        portal.Clock.SetUtcNow(_portal.Clock.GetUtcNow());
        return portal;
    }

    public void Dispose()
    {
        if (_portal.HasPostgreSql)
        {
            PostgreSqlServer.Shared.Drop(_connection);
        }
        else
        {
            using var connection = new SqliteConnection(_connection);
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }
}
