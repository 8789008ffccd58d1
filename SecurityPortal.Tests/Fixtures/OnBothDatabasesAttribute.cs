using Xunit.v3;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Runs on PostgreSQL too in every run of <c>SecurityPortal.Tests/run</c>: where it matters most that two databases do
/// the same.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Both")];
}
