using System.Text.RegularExpressions;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary>Every rule in <c>Rules.md</c> names existing tests.</summary>
public sealed partial class RulesDocumentTests
{
    [Fact]
    public void Every_rule_is_there_once_and_in_order() => Assert.Equal(
        [.. Enumerable.Range(1, 22).Select(number => $"R{number}"), .. Enumerable.Range(1, 11).Select(number => $"O{number}")],
        Rules().Select(rule => rule.Name));

    [Fact]
    public void Every_rule_is_one_sentence_and_names_a_test() => Offences.AssertNone(Rules()
        .Where(rule => !rule.What.EndsWith('.') || rule.Tests.Count == 0)
        .Select(rule => rule.Name));

    [Fact]
    public void Every_test_that_a_rule_names_is_there() => Offences.AssertNone(
        from rule in Rules()
        from test in rule.Tests
        where !SecurityDocumentTests.IsThere(test)
        select $"{rule.Name}: there is no {test}");

    private static IReadOnlyList<(string Name, string What, IReadOnlyList<string> Tests)> Rules() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Rules.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && Number().IsMatch(cells[1]))
            .Select(cells => (cells[1], cells[2], (IReadOnlyList<string>)[.. Citation().Matches(cells[3]).Select(match => match.Groups[1].Value)])),
    ];

    [GeneratedRegex("^[RO][0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Citation();
}
