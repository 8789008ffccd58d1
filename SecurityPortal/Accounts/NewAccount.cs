using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Accounts;

/// <summary>The row of an account that the portal makes.</summary>
internal static class NewAccount
{
    /// <summary>An account without a password, whose name to sign in with is the address.</summary>
    /// <param name="email">As <see cref="EmailAddress.Of"/> gives it.</param>
    public static PortalUser Of(string email, ILookupNormalizer normalizer) => new()
    {
        UserName = email,
        NormalizedUserName = normalizer.NormalizeName(email),
        Email = email,
        NormalizedEmail = normalizer.NormalizeEmail(email),
        EmailConfirmed = true,
        LockoutEnabled = true,
        SecurityStamp = SecurityStamp.Create(),
    };
}
