namespace SecurityPortal.Support.Reports;

/// <summary>The names under which the protection figures of each day are stored.</summary>
internal static class ProtectionSeries
{
    private const string Everybody = "everybody";

    /// <summary>All people with a role; everyone when it is null.</summary>
    public static string All(string? role) => $"{role ?? Everybody}/all";

    /// <summary>Those of them with this gap.</summary>
    public static string Of(string? role, ProtectionGap gap) => $"{role ?? Everybody}/{gap}";

    /// <summary>People who have this method on.</summary>
    public static string Method(string id) => $"method/{id}";
}
