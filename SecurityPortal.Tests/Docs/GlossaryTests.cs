using System.Text.RegularExpressions;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary>The glossary explains terms that the code uses, and no others.</summary>
public sealed partial class GlossaryTests
{
    private static readonly HashSet<string> Names =
        [.. typeof(Program).Assembly.GetTypes().Select(type => type.Name.Split('`')[0])];

    [Fact]
    public void Terms_stand_in_the_order_of_the_alphabet_and_once() =>
        Assert.Equal(Terms().Select(term => term.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase), Terms().Select(term => term.Name));

    [Fact]
    public void Each_term_has_a_source_and_is_used_by_the_code() => Offences.AssertNone(
        from term in Terms()
        let unknown = term.InCode.Where(name => !Names.Contains(name)).ToList()
        where term.Source.Length == 0 || term.InCode.Count == 0 || unknown.Count > 0
        select $"{term.Name}: {(unknown.Count > 0 ? $"there is no {string.Join(", ", unknown)}" : "no source, or nothing in the code")}");

    private static IReadOnlyList<(string Name, IReadOnlyList<string> InCode, string Source)> Terms()
    {
        var terms = File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "Docs", "Glossary.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && cells[1] is not ("term" or "---"))
            .Select(cells => (cells[1], (IReadOnlyList<string>)[.. Code().Matches(cells[3]).Select(match => match.Groups[1].Value)], cells[4]))
            .ToList();
        Assert.True(terms.Count > 30, "The glossary was not read.");
        return terms;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
