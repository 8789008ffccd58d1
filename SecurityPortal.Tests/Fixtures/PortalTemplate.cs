using System.Xml.Linq;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A portal's database, created once for all tests: migrating a database and hashing the demo people's secrets takes
/// longer than most tests do.
/// </summary>
internal static class PortalTemplate
{
    private static readonly Lazy<string> Folder = new(MakeFolder);
    private static readonly Lazy<string> Database = new(MakeDatabase);

    /// <summary>The database to copy when it is PostgreSQL.</summary>
    public static string PostgreSql => Database.Value;

    /// <summary>Copies an SQLite file and its key ring.</summary>
    /// <param name="isInTheClear">Whether the keys stay unencrypted, as in Development, instead of under the tests' certificate.</param>
    public static void CopyTo(string folder, bool isInTheClear)
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Value, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (!isInTheClear && Path.GetExtension(copy) == ".xml")
            {
                var key = XElement.Load(copy);
                KeyRing.Encrypt(key, KeyCertificate.Certificate, NullLoggerFactory.Instance);
                key.Save(copy);
            }
        }
    }

    private static string MakeDatabase()
    {
        var portal = new Portal { IsEmpty = true, HasPostgreSql = true };
        _ = portal.Services;

        // PostgreSQL copies a database only while nobody is connected to it.
        PostgreSqlServer.Disconnect(portal.PostgreSql);
        var copy = PostgreSqlServer.Shared.Create(copyOf: portal.PostgreSql);
        portal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return copy;
    }

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("portal-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var portal = new Portal { IsEmpty = true, HasPostgreSql = false };
        _ = portal.Services;
        SqliteConnection.ClearAllPools();
        using (var source = new SqliteConnection($"Data Source={Path.Combine(portal.Folder, "portal.db")};Pooling=False"))
        {
            source.Open();
            using var command = source.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", Path.Combine(folder, "portal.db"));
            command.ExecuteNonQuery();
        }

        foreach (var key in Directory.EnumerateFiles(Path.Combine(portal.Folder, "keys")))
        {
            Directory.CreateDirectory(Path.Combine(folder, "keys"));
            File.Copy(key, Path.Combine(folder, "keys", Path.GetFileName(key)));
        }

        portal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return folder;
    }
}
