using Microsoft.Data.Sqlite;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A portal's folder, made once for all tests: migrating a database and hashing the demo people's secrets takes
/// longer than most tests do.
/// </summary>
internal static class PortalTemplate
{
    private static readonly Lazy<(string Folder, string? PostgreSql)> Made = new(Make);

    /// <summary>The database to copy when that is PostgreSQL.</summary>
    public static string PostgreSql => Made.Value.PostgreSql!;

    public static void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Made.Value.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Made.Value.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static (string Folder, string? PostgreSql) Make()
    {
        var folder = Directory.CreateTempSubdirectory("portal-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var portal = new Portal { IsEmpty = true };
        _ = portal.Services;
        var copy = CopyDatabase(portal, folder);
        foreach (var key in Directory.EnumerateFiles(Path.Combine(portal.Folder, "keys")))
        {
            Directory.CreateDirectory(Path.Combine(folder, "keys"));
            File.Copy(key, Path.Combine(folder, "keys", Path.GetFileName(key)));
        }

        portal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return (folder, copy);
    }

    private static string? CopyDatabase(Portal portal, string folder)
    {
        if (TestDatabase.IsPostgreSql)
        {
            // Copied only while nobody is connected to it.
            PostgreSqlServer.Disconnect(portal.PostgreSql);
            return PostgreSqlServer.Shared.Create(copyOf: portal.PostgreSql);
        }

        SqliteConnection.ClearAllPools();
        using var source = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", Path.Combine(folder, "portal.db"));
        command.ExecuteNonQuery();
        return null;
    }
}
