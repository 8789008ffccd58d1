using System.Security.Cryptography;

namespace SecurityPortal.Platform.Database;

/// <summary>Identity's mark of what protects an account: a new one voids pending sign-ins and links.</summary>
internal static class SecurityStamp
{
    /// <summary>160 random bits, as Identity makes them.</summary>
    public static string Create() => RandomNumberGenerator.GetHexString(40);
}
