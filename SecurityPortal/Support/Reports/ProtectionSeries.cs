namespace SecurityPortal.Support.Reports;

/// <summary>The names under which the figures of protection are kept for each day.</summary>
internal static class ProtectionSeries
{
    private const string Everybody = "everybody";
    private const string MethodPrefix = "method/";

    /// <summary>All people with a role; of everybody without one.</summary>
    public static string All(string? role) => $"{role ?? Everybody}/all";

    /// <summary>Those of them with this gap.</summary>
    public static string Of(string? role, ProtectionGap gap) => $"{role ?? Everybody}/{gap}";

    /// <summary>People who have this method on.</summary>
    public static string Method(string id) => $"{MethodPrefix}{id}";

    /// <summary>The id of the method; null when the series counts something else.</summary>
    public static string? MethodOf(string series) =>
        series.StartsWith(MethodPrefix, StringComparison.Ordinal) ? series[MethodPrefix.Length..] : null;
}
