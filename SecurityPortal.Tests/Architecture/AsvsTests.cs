using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>The table of ASVS 5.0's chapters V6, V7 and V8: no row is missing, and every row marked as met names a test.</summary>
public sealed partial class AsvsTests
{
    // How many rows each section of ASVS 5.0.0 has.
    private static readonly (string Section, int Rows)[] Sections =
    [
        ("6.1", 3), ("6.2", 12), ("6.3", 8), ("6.4", 6), ("6.5", 8), ("6.6", 4), ("6.7", 2), ("6.8", 4),
        ("7.1", 3), ("7.2", 4), ("7.3", 2), ("7.4", 5), ("7.5", 3), ("7.6", 2),
        ("8.1", 4), ("8.2", 4), ("8.3", 3), ("8.4", 2),
    ];

    [Fact]
    public void No_row_is_missing_and_none_stands_twice() => Assert.Equal(
        Sections.SelectMany(section => Enumerable.Range(1, section.Rows).Select(row => $"{section.Section}.{row}")),
        Rows().Select(row => row.Number));

    [Fact]
    public void Each_row_has_a_level_a_state_and_a_reason() => Offences.AssertNone(Rows()
        .Where(row => row.Level is not ("1" or "2" or "3") || row.State is not ("met" or "not met" or "not applicable") || row.How.Length < 3)
        .Select(row => row.Number));

    [Fact]
    public void Each_test_that_is_named_is_there()
    {
        var cited = Rows().SelectMany(row => Citation().Matches(row.ShownBy).Select(match => (row.Number, Test: match.Groups[1].Value))).ToList();

        Assert.True(cited.Count > 80, "The table was not read.");
        Offences.AssertNone(cited.Where(citation => !SecurityDocumentTests.IsThere(citation.Test)).Select(citation => $"{citation.Number}: there is no {citation.Test}"));
    }

    // 6.2.10 (no periodic password change) and 6.4.2 (no secret questions) are met by leaving something out.
    [Fact]
    public void What_is_met_names_a_test() => Offences.AssertNone(Rows()
        .Where(row => row.State == "met" && row.Number is not ("6.2.10" or "6.4.2") && !Citation().IsMatch(row.ShownBy)).Select(row => row.Number));

    private static IReadOnlyList<(string Number, string Level, string State, string How, string ShownBy)> Rows() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Asvs.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 7 && cells[1].Length > 0 && char.IsAsciiDigit(cells[1][0]))
            .Select(cells => (cells[1], cells[2], cells[3], cells[4], cells[5])),
    ];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Citation();
}
