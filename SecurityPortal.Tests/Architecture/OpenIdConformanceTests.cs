using System.Text.RegularExpressions;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Architecture;

/// <summary>The table of the OpenID Foundation's conformance modules names only tests that exist.</summary>
public sealed partial class OpenIdConformanceTests
{
    [Fact]
    public void Each_test_that_is_named_is_there()
    {
        var cited = File.ReadLines(Path.Combine(Repository.Root, "SecurityPortal", "OpenId", "OpenIdConformance.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Citation().Matches(line.Split('|')[^2]).Select(match => match.Groups[1].Value)).ToList();

        Assert.True(cited.Count > 40, "The table was not read.");
        Offences.AssertNone(cited.Where(test => !SecurityDocumentTests.IsThere(test)).Select(test => $"There is no {test}"));
    }

    [GeneratedRegex("`([A-Z][A-Za-z_.]+)`")]
    private static partial Regex Citation();
}
