using System.Runtime.Versioning;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>What other users of the machine may do with the portal's files, on systems with Unix permissions.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_new_database_and_its_key_ring_are_the_owners_alone()
    {
        var folder = Directory.CreateTempSubdirectory("portal-files-").FullName;
        await using (var portal = new Portal(
            ("ConnectionStrings:Portal", $"Data Source={folder}/App_Data/portal.db"), ("Database:Provider", "Sqlite"), ("Database:KeyRing", $"{folder}/App_Data/ring/keys"))
        {
            IsEmpty = true,
            HasPostgreSql = false,
        })
        {
            await (await portal.Browser().TypePasswordAsync("alice")).GetAsync("/settings/security");

            var made = Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).ToList();
            Assert.Contains(made, path => path.EndsWith("portal.db", StringComparison.Ordinal));
            Assert.Contains(made, path => path.EndsWith("portal.db-wal", StringComparison.Ordinal));
            Assert.Contains(made, path => path.EndsWith(".xml", StringComparison.Ordinal));
            Assert.All(made, path => Assert.Equal((path, UnixFileMode.None), (path, File.GetUnixFileMode(path) & Others)));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_is_there_keeps_its_rights_unless_nothing_is_in_it_yet()
    {
        var folder = Directory.CreateTempSubdirectory("portal-files-").FullName;
        var (used, empty) = (Path.Combine(folder, "used.db"), Path.Combine(folder, "empty.db"));
        File.WriteAllText(used, "x");
        File.WriteAllText(empty, "");
        foreach (var file in new[] { used, empty })
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            SecurityPortal.Platform.Database.PrivateFiles.MakeFile(file);
        }

        Assert.Equal(UnixFileMode.GroupRead, File.GetUnixFileMode(used) & Others);
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(empty) & Others);
        Directory.Delete(folder, recursive: true);
    }
}
