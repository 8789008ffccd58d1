namespace SecurityPortal.Audit;

/// <summary>The detail of an entry that stands for several of the same: how many, and of what.</summary>
internal static class CountedDetail
{
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}");

    /// <summary>The text of a counted entry, with its number.</summary>
    public static (string What, string Count) Read(string detail) =>
        detail.Split(' ', 2) is [var count, var what] ? (what, count) : (detail, "1");
}
