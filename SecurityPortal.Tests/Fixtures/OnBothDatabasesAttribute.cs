using Xunit.v3;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Makes every run of <c>SecurityPortal.Tests/run</c> include PostgreSQL too, for tests where it matters most that both
/// databases behave the same.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Both")];
}
