using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Languages;

/// <summary>The English texts in the sources, each with the class that its translations belong to.</summary>
internal static partial class SourceTexts
{
    private static readonly string Sources = Path.Combine(Repository.Root, "SecurityPortal");

    // Many folders write notices; one folder translates them.
    private const string Notices = "Messaging.Notifications";

    public static IReadOnlyList<(Type Texts, string English)> All { get; } =
        [.. from file in Files()
            let text = File.ReadAllText(file)
            from English in Keys(text)
            select (ClassOf(file, text), English)];

    /// <summary>Places that look up a text by a computed key, which no translator could find.</summary>
    public static IReadOnlyList<string> NotWrittenOut { get; } =
        [.. from file in Files()
            where Path.GetFileName(file) != "SentenceTexts.cs"
            from Match match in Computed().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(Sources, file)}: {match.Value}"];

    private static IEnumerable<string> Files() =>
        from file in Directory.EnumerateFiles(Sources, "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".razor"
        let parts = Path.GetRelativePath(Sources, file).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin")
        select file;

    private static IEnumerable<string> Keys(string text) =>
        Key().Matches(text).Select(match => match.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)).Distinct();

    private static Type ClassOf(string file, string text)
    {
        // A page without its own L has that of its base class, and with it the texts of the folder of that class.
        if (!Named().IsMatch(text) && UsesL().IsMatch(text) && BaseOf(text) is { } parent)
        {
            return ClassOf(parent, File.ReadAllText(parent));
        }

        // A class may inject the texts of two folders; the localizer named L or texts holds its own.
        var asked = Named().Match(text) is { Success: true } own ? own : Asked().Match(text);
        if (!asked.Success && (text.Contains("IStringLocalizer texts", StringComparison.Ordinal) || !UsesL().IsMatch(text)))
        {
            return Find(Notices) ?? throw new InvalidOperationException("The texts of notices are missing.");
        }

        return asked.Groups["in"] is { Length: > 0, Value: var named }
            ? Find(named.Replace("SecurityPortal.", "", StringComparison.Ordinal).TrimEnd('.'))!
            : Above(Path.GetDirectoryName(file)!);
    }

    /// <summary>Returns the file of the class that a page inherits from, if that class has texts.</summary>
    private static string? BaseOf(string page) => Inherits().Match(page) is { Success: true } found
        ? Files().FirstOrDefault(file =>
            Path.GetFileNameWithoutExtension(file) == found.Groups["base"].Value && Named().IsMatch(File.ReadAllText(file)))
        : null;

    // Resolves as the compiler does: in the folder itself, or in the nearest folder above it that has texts.
    private static Type Above(string folder) => folder.Length >= Sources.Length
        ? Find(Path.GetRelativePath(Sources, folder).Replace(Path.DirectorySeparatorChar, '.')) ?? Above(Path.GetDirectoryName(folder)!)
        : throw new InvalidOperationException("No folder around has texts.");

    private static Type? Find(string folder) => typeof(Program).Assembly.GetType($"SecurityPortal.{folder}.Texts");

    [GeneratedRegex("""\b(?:L|texts)\[\s*"((?:[^"\\]|\\.)*)""")]
    private static partial Regex Key();

    [GeneratedRegex("""\b(?:L|texts)\[(?!\s*")[^\]]*\]""")]
    private static partial Regex Computed();

    [GeneratedRegex("""IStringLocalizer<(?<in>(?:\w+\.)*)Texts>""")]
    private static partial Regex Asked();

    [GeneratedRegex("""IStringLocalizer<(?<in>(?:\w+\.)*)Texts>\s+(?:L|texts)\b""")]
    private static partial Regex Named();

    [GeneratedRegex("""\bL\[""")]
    private static partial Regex UsesL();

    [GeneratedRegex(@"^@inherits (?<base>\w+)", RegexOptions.Multiline)]
    private static partial Regex Inherits();
}
