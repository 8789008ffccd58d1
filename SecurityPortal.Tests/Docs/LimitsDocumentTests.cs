using System.Text.RegularExpressions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Tests.Architecture;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Docs;

/// <summary><c>Docs/Limits.md</c> names every class that counts, and only classes and settings that exist.</summary>
public sealed partial class LimitsDocumentTests
{
    private static readonly string[] Counting =
    [
        $"{typeof(AttemptLimiter).FullName}.{nameof(AttemptLimiter.ReserveAsync)}",
        $"{typeof(FailureLimit).FullName}.{nameof(FailureLimit.CountAsync)}",
        $"{typeof(RateLimits).FullName}.{nameof(RateLimits.TakeAsync)}",
    ];

    private static readonly HashSet<string> Named = [.. Code().Matches(Read("Limits.md")).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Every_class_that_counts_is_named()
    {
        var counting = CompiledPortal.Types.Where(type => type.Calls.Overlaps(Counting)).Select(type => type.Name.Split('.')[^1])
            .Except([nameof(AttemptLimiter), nameof(RateLimits)]).ToList();

        Assert.True(counting.Count > 15, "The calls were not found.");
        Offences.AssertNone(counting.Where(name => !Named.Contains(name)));
    }

    [Fact]
    public void Every_class_and_setting_that_is_named_is_there()
    {
        var classes = CompiledPortal.Types.Select(type => type.Name.Split('.')[^1]).Append(nameof(LimitsDocumentTests)).ToHashSet();
        var settings = Read("Settings.md");

        Offences.AssertNone(Named.Where(name => name.Contains(':') ? !settings.Contains(name, StringComparison.Ordinal)
            : !name.Contains('/') && !classes.Contains(name)));
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(Repository.Root, "SecurityPortal", "Docs", document));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
