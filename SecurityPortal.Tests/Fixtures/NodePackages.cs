using System.Diagnostics;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// The npm packages of a test folder, exactly those of its <c>package-lock.json</c>; unless present, they are installed by the
/// first test of a run that needs them.
/// </summary>
internal static class NodePackages
{
    private static readonly Lazy<string> Clients = new(() => Install("RelyingParties", "Foreign"));
    private static readonly Lazy<string> Provider = new(() => Install("Benchmarks", "ComparedProvider"));

    /// <summary>The folder of the clients, with their packages installed.</summary>
    public static string Folder => Clients.Value;

    /// <summary>The folder of the provider that benchmarks compare the portal with.</summary>
    public static string ComparedProvider => Provider.Value;

    private static string Install(params string[] path)
    {
        var folder = Path.Combine([Repository.Root, "SecurityPortal.Tests", .. path]);
        var (wanted, there) = (Path.Combine(folder, "package-lock.json"), Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (File.GetLastWriteTimeUtc(there) < File.GetLastWriteTimeUtc(wanted))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = npm.StandardError.ReadToEndAsync();
            npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            Assert.True(npm.ExitCode == 0, $"npm ci: {said.GetAwaiter().GetResult()}");
        }

        return folder;
    }
}
