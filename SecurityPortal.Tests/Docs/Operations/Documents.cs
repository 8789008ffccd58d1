using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs.Operations;

/// <summary>Reads the commands in the operators' documents, so that tests can run them as written.</summary>
internal static partial class Documents
{
    public static string Folder => Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Operations");

    /// <summary>Returns the lines of all code blocks of a kind, in order.</summary>
    /// <param name="kind">The language of the block: <c>sh</c>, <c>ini</c>.</param>
    public static IReadOnlyList<string> Lines(string document, string kind) =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(Folder, document)))
            .Where(block => block.Groups["kind"].Value == kind)
            .SelectMany(block => block.Groups["text"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>Returns the line that contains these words, with its folders replaced.</summary>
    public static string Command(string document, string words, params IEnumerable<(string From, string To)> folders)
    {
        var line = Lines(document, "sh").Single(line => line.Contains(words, StringComparison.Ordinal));
        return folders.Aggregate(line, (text, folder) => text.Replace(folder.From, folder.To, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^ *```(?<kind>\w+)\n(?<text>.*?)^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
