using System.Globalization;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>The systemd unit, as systemd itself reads it.</summary>
public sealed partial class UnitFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-unit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_it()
    {
        var (code, said) = await Programs.RunAsync("systemd-analyze", "verify", "--man=no", await UnitAsync());

        Assert.Equal((0, ""), (code, said.Trim()));
    }

    [Fact]
    public async Task What_it_leaves_open_is_rated_two_of_ten_at_most()
    {
        var (code, said) = await Programs.RunAsync("systemd-analyze", "security", "--offline=true", "--no-pager", await UnitAsync());

        Assert.Equal(0, code);
        Assert.InRange(double.Parse(Rating().Match(said).Groups[1].Value, CultureInfo.InvariantCulture), 0.1, 2.0);
    }

    // The .NET JIT fails with MemoryDenyWriteExecute, and without Type=notify systemd is not told when the portal serves.
    [Fact]
    public async Task It_says_when_it_serves_and_may_compile()
    {
        var text = await File.ReadAllTextAsync(await UnitAsync());

        Assert.Contains("\nType=notify\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nMemoryDenyWriteExecute=", text, StringComparison.Ordinal);
    }

    // systemd wants the program of a unit to exist, so any program stands in for the portal.
    private async Task<string> UnitAsync()
    {
        var file = Path.Combine(_folder, "security-portal.service");
        var text = await File.ReadAllTextAsync(Path.Combine(Documents.Folder, "security-portal.service"));
        await File.WriteAllTextAsync(file, text.Replace("ExecStart=/opt/security-portal/SecurityPortal", "ExecStart=/bin/true", StringComparison.Ordinal));
        return file;
    }

    [GeneratedRegex(@"exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Rating();
}
