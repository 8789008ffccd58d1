namespace SecurityPortal.Tests.Architecture;

/// <summary>Names every offence in full, which xunit's own message for a collection does not.</summary>
internal static class Offences
{
    public static void AssertNone(IEnumerable<string> offences)
    {
        var all = offences.Order().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
