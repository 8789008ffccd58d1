using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// A person who can sign in. Adds nothing to Identity's row, so that an existing ASP.NET Core Identity
/// database can be used as it is; what the portal keeps about a person is in <see cref="Person"/> and in the
/// tables of each folder.
/// </summary>
public sealed class PortalUser : IdentityUser
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // 131 random bits, where Identity writes a GUID with 36 characters. Some twenty rows and index entries per person contain
    // the id, which is a good part of what a person costs. Ids that Identity assigned stay as they are.
    public PortalUser() => Id = RandomNumberGenerator.GetString(Alphabet, 22);

    /// <summary>
    /// Returns whether the account may be used at this time. Disabled means the same as in Identity
    /// (UserManager.IsLockedOutAsync): applications that share the database disable accounts this way, with a lockout end far
    /// ahead. An account without an address has none to confirm.
    /// </summary>
    /// <param name="isLocked">Whether the account is locked by <see cref="Person.LockedAt"/>, which is in another row.</param>
    internal AccountState StateAt(DateTimeOffset now, bool isLocked = false) =>
        LockoutEnabled && LockoutEnd > now ? AccountState.Disabled
        : isLocked ? AccountState.Locked
        : !EmailConfirmed && !string.IsNullOrWhiteSpace(Email) ? AccountState.Unconfirmed
        : AccountState.Active;
}
