using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The scripts that browsers get.</summary>
public sealed class BrowserFilesTests
{
    private static readonly string Assets = Path.Combine(Repository.Root, "wwwroot-assets");

    [Fact]
    public void No_script_has_more_than_a_hundred_lines() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Assets, "js")), file => Assert.InRange(File.ReadAllLines(file).Length, 1, 100));
}
