using System.Diagnostics;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>All packages of the portal and its tests are free software.</summary>
public sealed class LicencesTests
{
    private static readonly HashSet<string> Free = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MPL-2.0", "MS-PL", "PostgreSQL"];

    // Packages without code that only name framework parts and versions; old packages depend on them.
    private static readonly HashSet<string> WithoutCode = ["Microsoft.NETCore.Platforms", "NETStandard.Library"];

    [Fact]
    public async Task Every_package_has_a_free_licence()
    {
        var lines = await ListAsync();

        Assert.True(lines.Count > 100, "The packages were not found.");
        Offences.AssertNone(lines.Where(package => !IsFree(package)).Select(package => string.Join(' ', package)));
        Assert.Contains(lines, package => package is ["MudBlazor", _, "MIT"]);
    }

    private static bool IsFree(string[] package) => package is [var name, _, var licence]
        && (licence == "MS-NET-Library" ? WithoutCode.Contains(name) : licence.Split(" OR ").Any(Free.Contains));

    private static async Task<List<string[]>> ListAsync()
    {
        using var command = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(Repository.Root, "SecurityPortal.Tests", "licences"), "--tests"])
        { RedirectStandardOutput = true })!;
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.True(command.ExitCode == 0, output);
        return [.. output.Trim().Split('\n').Select(line => line.Split('\t'))];
    }
}
