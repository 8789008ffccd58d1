using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Which passkeys serve for whom: any, or those alone that stay on one device (NIST 800-63B-4 2.3.2, AAL3: keys that cannot
/// be exported). Told by the flag "backup eligible", which an authenticator sets once and for all (WebAuthn 6.1.3).
/// </summary>
internal sealed class PasskeyPolicy(IOptionsMonitor<SecurityKeysOptions> options)
{
    /// <summary>Whether people with these roles may use none that can be copied to other devices.</summary>
    public bool IsDeviceBoundOnly(IEnumerable<string> roles) => options.CurrentValue.DeviceBoundOnly
        || roles.Any(role => options.CurrentValue.DeviceBoundForRoles.Contains(role, StringComparer.OrdinalIgnoreCase));

    /// <param name="users">Given by the caller: token providers are built inside it and cannot ask for it.</param>
    /// <inheritdoc cref="IsDeviceBoundOnly(IEnumerable{string})"/>
    public async Task<bool> IsDeviceBoundOnlyAsync(UserManager<PortalUser> users, PortalUser user) =>
        IsDeviceBoundOnly(await users.GetRolesAsync(user));

    /// <summary>Whether this passkey, whose signature was checked, serves for the person.</summary>
    public async Task<bool> AllowsAsync(UserManager<PortalUser> users, PortalUser user, UserPasskeyInfo passkey) =>
        !passkey.IsBackupEligible || !await IsDeviceBoundOnlyAsync(users, user);
}
