using System.Text.RegularExpressions;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary>Links and paths in documents lead to existing files.</summary>
public sealed partial class PathsInDocumentsTests
{
    private static readonly string[] Roots =
        [Repository.Root, Path.Combine(Repository.Root, "SecurityPortal"), Path.Combine(Repository.Root, "SecurityPortal.Tests")];

    private static readonly IReadOnlyList<(string File, string Text)> Documents =
    [
        .. Roots[1..].Append(Path.Combine(Repository.Root, "wwwroot-assets"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "node_modules"))
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Select(file => (file, File.ReadAllText(file))),
    ];

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        Assert.True(Documents.Count > 40, "The documents were not found.");
        Offences.AssertNone(
            from document in Documents
            from link in Link().Matches(document.Text).Select(match => match.Groups[1].Value)
            where !Exists(Path.Combine(Path.GetDirectoryName(document.File)!, link))
            select $"{Path.GetRelativePath(Repository.Root, document.File)}: {link}");
    }

    // The first exists once the portal has run, the second in applications with Identity's pages.
    private static readonly string[] Elsewhere = ["SecurityPortal/App_Data", "Areas/Identity"];

    [Fact]
    public void Every_path_that_a_document_names_is_there() => Offences.AssertNone(
        from document in Documents
        from path in NamedPath().Matches(document.Text).Select(match => match.Groups[1].Value)
        where !Elsewhere.Contains(path)
            && !Roots.Append(Path.GetDirectoryName(document.File)!).Any(root => Exists(Path.Combine(root, path)))
        select $"{Path.GetRelativePath(Repository.Root, document.File)}: {path}");

    [Fact]
    public void Every_source_file_that_a_document_names_is_there()
    {
        var names = Roots[1..].Append(Path.Combine(Repository.Root, "wwwroot-assets"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Select(Path.GetFileName).ToHashSet();
        Offences.AssertNone(
            from document in Documents
            from name in SourceFile().Matches(document.Text).Select(match => match.Groups[1].Value)
            where !names.Contains(name)
            select $"{Path.GetRelativePath(Repository.Root, document.File)}: {name}");
    }

    private static bool Exists(string path) =>
        File.Exists(path) || Directory.Exists(path) || File.Exists($"{path}.cs") || File.Exists($"{path}.razor");

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex("`([A-Z][A-Za-z]*(?:/[A-Z][A-Za-z0-9.]*)+)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"`(?:[\w.-]+/)*([\w.-]+\.(?:cs|razor|js|mjs|css|resx))`")]
    private static partial Regex SourceFile();
}
