using System.Reflection;
using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>Every test that the table of promises in <c>Security.md</c> names exists.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly ILookup<string, Type> Classes =
        typeof(SecurityDocumentTests).Assembly.GetTypes().Where(type => TestsOf(type).Any()).ToLookup(type => type.Name);

    [Fact]
    public void Every_test_that_Security_md_names_is_there()
    {
        var cited = Rows().SelectMany(row => Citation().Matches(row.ShownBy).Select(match => (row.Name, Test: match.Groups[1].Value))).ToList();

        Assert.True(cited.Count > 60, "The table was not read.");
        Offences.AssertNone(cited.Where(citation => !IsThere(citation.Test)).Select(citation => $"{citation.Name}: there is no {citation.Test}"));
    }

    [Fact]
    public void Every_row_of_Security_md_names_a_test_or_says_that_there_is_nothing_to_test() =>
        Offences.AssertNone(Rows().Where(row => row.ShownBy != "–" && !Citation().IsMatch(row.ShownBy)).Select(row => row.Name));

    [Fact]
    public void Every_test_that_the_tables_of_ways_in_name_is_there_and_each_row_names_one()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "AuthenticationPathways.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells[^2] != "shown by")
            .Select(cells => (Row: string.Join(" | ", cells[1..3]), Tests: Citation().Matches(cells[^2]).Select(match => match.Groups[1].Value).ToList()))
            .ToList();

        Assert.True(rows.Count > 30, "The tables were not read.");
        Offences.AssertNone(rows.Where(row => row.Tests.Count == 0).Select(row => $"{row.Row}: no test"));
        Offences.AssertNone(rows.SelectMany(row => row.Tests.Where(test => !IsThere(test)).Select(test => $"{row.Row}: there is no {test}")));
    }

    internal static bool IsThere(string citation)
    {
        var (name, test) = citation.Split('.') switch
        {
            [var type, var method] => (type, method),
            _ => (citation, null),
        };
        return Classes[name].Any(type => test is null || TestsOf(type).Any(method => method.Name == test));
    }

    private static IEnumerable<MethodInfo> TestsOf(Type type) =>
        type.GetMethods().Where(method => method.GetCustomAttributes<FactAttribute>().Any());

    private static IEnumerable<(string Name, string ShownBy)> Rows() =>
        File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Security.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && cells[1] is not ("row" or "---"))
            .Select(cells => (cells[1], cells[3]));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Citation();
}
