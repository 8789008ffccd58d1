namespace SecurityPortal.Tests.Architecture;

/// <summary>Lists every offence in full; xunit's own message for a collection shortens them.</summary>
internal static class Offences
{
    public static void AssertNone(IEnumerable<string> offences)
    {
        var all = offences.Order().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
