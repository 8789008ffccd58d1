using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>The styles and scripts that browsers get.</summary>
public sealed class BrowserFilesTests
{
    private static readonly string Assets = Path.Combine(Repository.Root, "wwwroot-assets");

    // MudBlazor's and the framework's own.
    private static readonly string[] OfOthers = ["mud-", "components-"];

    // Put together with the strength of a method.
    private static readonly string[] Computed = ["chip-strong", "chip-strongest"];

    [Fact]
    public void No_script_has_more_than_a_hundred_lines() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Assets, "js")), file => Assert.InRange(File.ReadAllLines(file).Length, 1, 100));

    [Fact]
    public void Every_class_that_the_styles_name_is_on_some_page()
    {
        var used = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "SecurityPortal"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(Assets, "js"))).Select(File.ReadAllText));
        var words = Regex.Matches(used, @"[a-zA-Z][\w-]*").Select(word => word.Value).ToHashSet();
        var styles = string.Concat(Directory.EnumerateFiles(Path.Combine(Assets, "css")).Select(File.ReadAllText));
        var selectors = Regex.Replace(Regex.Replace(styles, @"/\*.*?\*/", "", RegexOptions.Singleline), @"\{[^{}]*\}", "{}");

        var unused = Regex.Matches(selectors, @"\.([a-zA-Z][\w-]*)").Select(name => name.Groups[1].Value).Distinct()
            .Where(name => !words.Contains(name) && !Computed.Contains(name) && !OfOthers.Any(name.StartsWith));

        Assert.Empty(unused);
    }
}
