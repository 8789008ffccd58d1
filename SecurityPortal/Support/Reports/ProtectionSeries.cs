namespace SecurityPortal.Support.Reports;

/// <summary>The names under which the figures of protection are kept for each day.</summary>
internal static class ProtectionSeries
{
    private const string Everybody = "everybody";

    /// <summary>All people with a role; of everybody without one.</summary>
    public static string All(string? role) => $"{role ?? Everybody}/all";

    /// <summary>Those of them with this gap.</summary>
    public static string Of(string? role, ProtectionGap gap) => $"{role ?? Everybody}/{gap}";

    /// <summary>People who have this method on.</summary>
    public static string Method(string id) => $"method/{id}";
}
