using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Decides which passkeys a person may use: any, or only those that stay on one device (NIST 800-63B-4 2.3.2, AAL3: keys that
/// cannot be exported). The "backup eligible" flag tells, which an authenticator sets once and for all (WebAuthn 6.1.3).
/// </summary>
internal sealed class PasskeyPolicy(IOptionsMonitor<SecurityKeysOptions> options)
{
    /// <summary>Whether people with these roles may not use passkeys that can be copied to other devices.</summary>
    public bool IsDeviceBoundOnly(IEnumerable<string> roles) => options.CurrentValue.DeviceBoundOnly
        || roles.Any(role => options.CurrentValue.DeviceBoundForRoles.Contains(role, StringComparer.OrdinalIgnoreCase));

    /// <param name="users">Passed by the caller: building UserManager builds the token providers, so they cannot inject it.</param>
    /// <inheritdoc cref="IsDeviceBoundOnly(IEnumerable{string})"/>
    public async Task<bool> IsDeviceBoundOnlyAsync(UserManager<PortalUser> users, PortalUser user) =>
        IsDeviceBoundOnly(await users.GetRolesAsync(user));

    /// <summary>Whether the person may use this passkey, whose signature has been verified.</summary>
    public async Task<bool> AllowsAsync(UserManager<PortalUser> users, PortalUser user, UserPasskeyInfo passkey) =>
        !passkey.IsBackupEligible || !await IsDeviceBoundOnlyAsync(users, user);
}
