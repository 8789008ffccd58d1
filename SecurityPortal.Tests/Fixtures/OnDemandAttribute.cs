using Xunit.v3;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// A test that runs only when requested by name: a benchmark, or a long search for faults. Its trait lets
/// <c>SecurityPortal.Tests/run</c> leave it out, so that it is not counted as skipped. To run one:
/// <c>SecurityPortal.Tests --explicit only --filter-method &lt;full name&gt;</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnDemandAttribute : FactAttribute, ITraitAttribute
{
    public OnDemandAttribute(
        [System.Runtime.CompilerServices.CallerFilePath] string? file = null,
        [System.Runtime.CompilerServices.CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Explicit = true;
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Run", "On demand")];
}
