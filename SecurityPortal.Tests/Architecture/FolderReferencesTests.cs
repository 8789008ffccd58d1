using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>The table of decision 11 agrees with the compiled portal.</summary>
public sealed class FolderReferencesTests
{
    private const string EachMethod = "TwoFactor/*";
    private static readonly IReadOnlyList<(string Folder, string[] MayUse)> Table = ReadTable();

    [Fact]
    public void A_folder_uses_only_what_its_row_allows()
    {
        var rows = Table.ToDictionary(row => row.Folder, row => row.MayUse);
        var offences = CompiledPortal.FolderUses.Where(use => use.From.Length > 0)
            .Where(use => !rows.TryGetValue(RowOf(use.From), out var allowed) || !allowed.Contains(use.To))
            .Select(use => $"{use.From} may not use {use.To}: {use.Detail}");

        Offences.AssertNone(offences);
    }

    [Fact]
    public void Rows_name_only_rows_above_them_so_there_are_no_circles()
    {
        var order = Table.Select(row => row.Folder).ToList();
        var offences = from row in Table
                       from used in row.MayUse
                       where order.IndexOf(used) is var place && (place < 0 || place >= order.IndexOf(row.Folder))
                       select $"{row.Folder} names {used}";

        Assert.Equal(order.Count, order.Distinct().Count());
        Offences.AssertNone(offences);
    }

    [Fact]
    public void Every_folder_with_code_has_a_row()
    {
        var folders = CompiledPortal.Types.Select(type => type.Folder).Where(folder => folder.Length > 0).Select(RowOf).Distinct().Order();

        Assert.Equal(Table.Select(row => row.Folder).Order(), folders);
    }

    [Fact]
    public void No_method_uses_another_and_nothing_else_uses_one_by_name()
    {
        var offences = CompiledPortal.FolderUses.Where(use => RowOf(use.To) == EachMethod);

        Offences.AssertNone(offences.Select(use => use.Detail));
        Assert.Equal(6, CompiledPortal.Types.Select(type => type.Folder).Where(folder => RowOf(folder) == EachMethod).Distinct().Count());
    }

    [Fact]
    public void No_component_leaves_the_namespace_of_its_folder()
    {
        var offences = Directory.EnumerateFiles(Path.Combine(Repository.Root, "SecurityPortal"), "*.razor", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("@namespace", StringComparison.Ordinal)));

        Offences.AssertNone(offences);
    }

    [Fact]
    public void A_row_allows_nothing_that_nobody_uses()
    {
        var uses = CompiledPortal.FolderUses.Select(use => (From: RowOf(use.From), To: RowOf(use.To))).ToHashSet();

        Offences.AssertNone(
            from row in Table
            from used in row.MayUse
            where !uses.Contains((row.Folder, used))
            select $"{row.Folder} does not use {used}");
    }

    [Fact]
    public void Rooms_at_the_top_use_one_another_without_circles()
    {
        var uses = CompiledPortal.FolderUses.Select(use => (From: RoomOf(use.From), To: RoomOf(use.To)))
            .Where(use => use.From.Length > 0 && use.From != use.To).ToHashSet();
        var left = uses.SelectMany(use => new[] { use.From, use.To }).ToHashSet();
        while (left.FirstOrDefault(room => !uses.Any(use => use.From == room && left.Contains(use.To))) is { } free)
        {
            left.Remove(free);
        }

        Offences.AssertNone(left.Select(room => $"{room} is in a circle"));
    }

    private static string RoomOf(string folder) => folder.Split('/')[0];

    private static string RowOf(string folder) =>
        folder.StartsWith("TwoFactor/", StringComparison.Ordinal) && Table.All(row => row.Folder != folder) ? EachMethod : folder;

    private static IReadOnlyList<(string Folder, string[] MayUse)> ReadTable() =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Decisions", "11-what-folders-may-use.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(cells => (cells[0], cells[1].Split(", ").Where(name => name != "–").ToArray()))];
}
