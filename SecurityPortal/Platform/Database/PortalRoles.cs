namespace SecurityPortal.Platform.Database;

/// <summary>The roles that the portal knows.</summary>
internal static class PortalRoles
{
    public const string Support = "Support";
    public const string SupportLead = "SupportLead";

    public static readonly string[] Staff = [Support, SupportLead];

    /// <summary>Returns the rank of a person with these roles; 0 for those who do not work for support.</summary>
    public static int Rank(IEnumerable<string> roles) =>
        roles.Select(role => Array.FindIndex(Staff, staff => string.Equals(staff, role, StringComparison.OrdinalIgnoreCase)) + 1)
            .DefaultIfEmpty(0).Max();

    public static bool IsStaff(string role) => Staff.Contains(role, StringComparer.OrdinalIgnoreCase);
}
