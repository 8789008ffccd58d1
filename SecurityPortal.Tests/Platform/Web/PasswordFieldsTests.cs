using System.Text.RegularExpressions;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

/// <summary>Password fields hide what is typed, say what they are for, and allow pasting (ASVS 6.2.6, 6.2.7).</summary>
public sealed partial class PasswordFieldsTests
{
    [Fact]
    public void Each_hides_what_is_typed_and_says_whether_the_password_is_new()
    {
        var fields = Sources("SecurityPortal", "*.razor")
            .SelectMany(file => Field().Matches(file.Text).Select(match => (file.Name, Tag: match.Value)))
            .Where(field => field.Tag.Contains("password", StringComparison.OrdinalIgnoreCase) && !field.Tag.Contains("type=\"hidden\"", StringComparison.Ordinal))
            .ToList();

        Assert.True(fields.Count >= 6, "The fields were not found.");
        Offences.AssertNone(fields
            .Where(field => !field.Tag.Contains("type=\"password\"", StringComparison.Ordinal)
                || !(field.Tag.Contains("autocomplete=\"new-password\"", StringComparison.Ordinal)
                    || field.Tag.Contains("autocomplete=\"current-password\"", StringComparison.Ordinal)))
            .Select(field => $"{field.Name}: {field.Tag}"));
    }

    [Fact]
    public void Nothing_hinders_pasting() => Offences.AssertNone(Sources("SecurityPortal", "*.razor").Concat(Sources("wwwroot-assets", "*.js"))
        .Where(file => Paste().IsMatch(file.Text)).Select(file => file.Name));

    private static IEnumerable<(string Name, string Text)> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    [GeneratedRegex("<(?:input|TextField)[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("onpaste|['\"]paste['\"]|ondrop", RegexOptions.IgnoreCase)]
    private static partial Regex Paste();
}
