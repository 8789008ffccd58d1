using System.Security.Cryptography;
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

    // 131 random bits, where Identity writes a GUID in 36 letters: some twenty rows and index entries of a person hold the
    // id, and they are a good part of what one costs. Ids that Identity gave stay as they are.
    public PortalUser() => Id = RandomNumberGenerator.GetString(Alphabet, 22);

    /// <summary>
    /// Whether the account may be used at this time. Disabled as Identity has it (UserManager.IsLockedOutAsync): applications
    /// that share the database disable accounts so, with an end far ahead. No address is none that could be confirmed.
    /// </summary>
    /// <param name="isLocked">Whether the account is locked by <see cref="Person.LockedAt"/>, which is in another row.</param>
    internal AccountState StateAt(DateTimeOffset now, bool isLocked = false) =>
        LockoutEnabled && LockoutEnd > now ? AccountState.Disabled
        : isLocked ? AccountState.Locked
        : !EmailConfirmed && !string.IsNullOrWhiteSpace(Email) ? AccountState.Unconfirmed
        : AccountState.Active;
}
