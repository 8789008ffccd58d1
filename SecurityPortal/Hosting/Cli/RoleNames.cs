namespace SecurityPortal.Hosting.Cli;

/// <summary>The roles as the operator names them.</summary>
internal static class RoleNames
{
    public static string Known => string.Join(", ", PortalRoles.Staff);

    /// <summary>Returns the role with this name, ignoring case; null if there is none.</summary>
    public static string? Find(string name) =>
        PortalRoles.Staff.FirstOrDefault(role => string.Equals(role, name, StringComparison.OrdinalIgnoreCase));
}
