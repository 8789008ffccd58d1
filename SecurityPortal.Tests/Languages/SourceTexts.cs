using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Languages;

/// <summary>The English texts as they stand in the sources, each with the class that its translations are filed under.</summary>
internal static partial class SourceTexts
{
    private static readonly string Sources = Path.Combine(Repository.Root, "SecurityPortal");

    // Notices are written by many folders and translated in one.
    private const string Notices = "Messaging.Notifications";

    public static IReadOnlyList<(Type Texts, string English)> All { get; } =
        [.. from file in Files()
            let text = File.ReadAllText(file)
            from English in Keys(text)
            select (ClassOf(file, text), English)];

    /// <summary>Places that ask for a text which is not written out there, so that nobody could find it to translate.</summary>
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
        // A class may ask for the texts of two folders: what it names so are its own.
        var asked = Named().Match(text) is { Success: true } own ? own : Asked().Match(text);
        if (!asked.Success && (text.Contains("IStringLocalizer texts", StringComparison.Ordinal) || !UsesL().IsMatch(text)))
        {
            return Find(Notices) ?? throw new InvalidOperationException("The texts of notices are missing.");
        }

        return asked.Groups["in"] is { Length: > 0, Value: var named }
            ? Find(named.Replace("SecurityPortal.", "", StringComparison.Ordinal).TrimEnd('.'))!
            : Above(Path.GetDirectoryName(file)!);
    }

    // As the compiler finds it: in the folder itself, or in the nearest one around it that has texts.
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
}
