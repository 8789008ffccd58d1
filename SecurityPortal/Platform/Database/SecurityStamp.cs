namespace SecurityPortal.Platform.Database;

/// <summary>Identity's security stamp: a new one voids pending sign-ins and links.</summary>
internal static class SecurityStamp
{
    /// <summary>Returns 160 random bits, as Identity does.</summary>
    public static string Create() => RandomNumberGenerator.GetHexString(40);
}
