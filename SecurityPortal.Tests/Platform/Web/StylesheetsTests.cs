using System.Text.RegularExpressions;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Our own styles: only what MudBlazor's components and the theme cannot express, and nothing that no page uses.</summary>
public sealed partial class StylesheetsTests
{
    // Built from a word and a value: chip chip-strong.
    private static readonly HashSet<string> PutTogether = ["chip-strong", "chip-strongest"];

    [Fact]
    public void Name_no_class_that_no_page_has()
    {
        var used = Sources().SelectMany(file => Word().Matches(File.ReadAllText(file))).Select(match => match.Value).ToHashSet();

        var unused = Classes().Where(name => !IsOfALibrary(name) && !used.Contains(name)).Except(PutTogether);

        Offences.AssertNone(unused);
    }

    [Theory]
    [InlineData("card", "MudPaper")]
    [InlineData("button", "MudButton")]
    public void Our_own_controls_are_on_no_page(string name, string part) => Offences.AssertNone(
        from page in Sources()
        where Path.GetExtension(page) == ".razor" && Regex.IsMatch(File.ReadAllText(page), $"""class="(?:[^"]* )?{name}[ "]""")
        select $"{page} ({part} is used instead)");

    [Fact]
    public void Fields_without_a_text_field_are_only_on_pages_of_support() => Offences.AssertNone(
        from page in Sources()
        where Path.GetExtension(page) == ".razor" && !page.Contains(Path.Combine("Support", "Pages"), StringComparison.Ordinal)
            && Regex.IsMatch(File.ReadAllText(page), """class="(?:[^"]* )?field[ "]""")
        select page);

    private static bool IsOfALibrary(string name) =>
        name.StartsWith("mud-", StringComparison.Ordinal) || name.StartsWith("components-reconnect-", StringComparison.Ordinal);

    private static IEnumerable<string> Classes() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "wwwroot-assets", "css"))
            .Select(file => Comment().Replace(File.ReadAllText(file), ""))
            .SelectMany(text => Selector().Matches(text))
            .SelectMany(selector => ClassName().Matches(selector.Value))
            .Select(match => match.Groups[1].Value).Distinct().Order();

    private static IEnumerable<string> Sources() =>
        new[] { "*.razor", "*.cs" }
            .SelectMany(kind => Directory.GetFiles(Path.Combine(Repository.Root, "SecurityPortal"), kind, SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "wwwroot-assets", "js")));

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^{};]+(?=\{)")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\.([A-Za-z][\w-]*)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"[A-Za-z][\w-]*")]
    private static partial Regex Word();
}
