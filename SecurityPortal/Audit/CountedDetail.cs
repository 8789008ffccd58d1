namespace SecurityPortal.Audit;

/// <summary>The detail of an entry that stands for several of the same event: how many, and of what.</summary>
internal static class CountedDetail
{
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    /// <summary>Returns the text and the number of a counted entry.</summary>
    public static (string What, string Count) Read(string detail) =>
        detail.Split(' ', 2) is [var count, var what] ? (what, count) : (detail, "1");
}
