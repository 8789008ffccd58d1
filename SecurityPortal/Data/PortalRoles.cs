namespace SecurityPortal.Data;

/// <summary>The roles that the portal knows.</summary>
internal static class PortalRoles
{
    public const string Support = "Support";
    public const string SupportLead = "SupportLead";

    public static readonly string[] Staff = [Support, SupportLead];

    public static bool IsStaff(string role) => Staff.Contains(role, StringComparer.OrdinalIgnoreCase);
}
