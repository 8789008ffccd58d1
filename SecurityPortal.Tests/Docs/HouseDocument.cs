using System.Text;
using SecurityPortal.Tests.Architecture;

namespace SecurityPortal.Tests.Docs;

/// <summary>Builds the text of <c>House.md</c>: the folders of the compiled portal and which uses which.</summary>
internal static class HouseDocument
{
    private const string Beginning =
        """
        # The house

        `bash SecurityPortal/Docs/make` draws this page from the compiled portal; do not edit it. An arrow says that a folder uses another. The picture leaves out an arrow where others lead the same way; the table has all. What each folder may use, down to the second level, is [decision 11](Decisions/11-what-folders-may-use.md), and a test holds the portal to it.

        """;

    public static string Text()
    {
        var folders = CompiledPortal.Types.Select(type => type.Folder).Where(folder => folder.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        var uses = CompiledPortal.FolderUses.Where(use => use.From.Length > 0).Select(use => (From: RoomOf(use.From), To: RoomOf(use.To)))
            .Where(use => use.From != use.To).ToHashSet();
        var within = CompiledPortal.FolderUses.Where(use => use.From.Length > 0 && RoomOf(use.From) == RoomOf(use.To)).Select(use => (use.From, use.To)).ToHashSet();
        var text = new StringBuilder(Beginning.ReplaceLineEndings("\n")).Append("\n```mermaid\nflowchart TD\n");
        foreach (var room in folders.GroupBy(RoomOf))
        {
            text.Append($"  subgraph {room.Key}\n");
            foreach (var folder in room)
            {
                text.Append($"    {Id(folder)}[\"{folder[(folder.IndexOf('/', StringComparison.Ordinal) + 1)..]}\"]\n");
            }

            foreach (var (from, to) in Shortest([.. within.Where(use => RoomOf(use.From) == room.Key)]))
            {
                text.Append($"    {Id(from)} --> {Id(to)}\n");
            }

            text.Append("  end\n");
        }

        foreach (var (from, to) in Shortest(uses))
        {
            text.Append($"  {from} --> {to}\n");
        }

        text.Append("```\n\n| folder | uses |\n| --- | --- |\n");
        foreach (var room in folders.GroupBy(RoomOf))
        {
            var used = uses.Where(use => use.From == room.Key).Select(use => use.To).Order(StringComparer.Ordinal).ToList();
            text.Append($"| {room.Key} | {(used.Count == 0 ? "–" : string.Join(", ", used))} |\n");
        }

        return text.ToString();
    }

    // The uses that do not follow from others transitively.
    private static IEnumerable<(string From, string To)> Shortest(HashSet<(string From, string To)> uses)
    {
        var reached = uses.ToHashSet();
        while (reached.SelectMany(one => uses.Where(next => next.From == one.To).Select(next => (one.From, next.To))).Except(reached).ToList() is { Count: > 0 } further)
        {
            reached.UnionWith(further);
        }

        return uses.Where(use => !uses.Any(first => first.From == use.From && first.To != use.To && reached.Contains((first.To, use.To))))
            .OrderBy(use => use.From, StringComparer.Ordinal).ThenBy(use => use.To, StringComparer.Ordinal);
    }

    // The suffix tells it from the id of its room, which may have the same name.
    private static string Id(string folder) => folder.Replace('/', '_') + "_";

    private static string RoomOf(string folder) => folder.Split('/')[0];
}
