using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>An application's accounts that the operator should know about, by user name.</summary>
/// <param name="Disabled">Nobody can sign in to them (R17).</param>
/// <param name="Unconfirmed">They have to confirm their address first.</param>
/// <param name="WithoutPassword">
/// They have neither a password nor a passkey. The other providers that they signed in with follow in brackets.
/// </param>
/// <param name="Staff">They have one of the application's roles that is also one of the portal's, which opens the support console.</param>
internal sealed record ImportedAccounts(
    IReadOnlyList<string> Disabled, IReadOnlyList<string> Unconfirmed, IReadOnlyList<string> WithoutPassword, IReadOnlyList<string> Staff)
{
    public static async Task<ImportedAccounts> ReadAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        var keys = db.Set<IdentityUserPasskey<string>>();
        var mayBeDisabled = await users.Where(user => user.LockoutEnabled && user.LockoutEnd != null).ToListAsync(cancellationToken);
        var unconfirmed = await users.Where(user => !user.EmailConfirmed && user.Email != null && user.Email != "")
            .ToListAsync(cancellationToken);
        var withoutPassword = await users
            .Where(user => (user.PasswordHash == null || user.PasswordHash == "") && !keys.Any(key => key.UserId == user.Id))
            .Select(user => new
            {
                Name = user.UserName ?? user.Email ?? user.Id,
                Providers = db.UserLogins.Where(login => login.UserId == user.Id)
                    .Select(login => login.ProviderDisplayName ?? login.LoginProvider).ToList(),
            })
            .ToListAsync(cancellationToken);
        var staff = await (
            from membership in db.UserRoles
            join role in db.Roles on membership.RoleId equals role.Id
            join user in db.Users on membership.UserId equals user.Id
            select new { Name = user.UserName ?? user.Email ?? user.Id, Role = role.Name }).ToListAsync(cancellationToken);
        return new(
            Sorted(mayBeDisabled.Where(user => user.StateAt(now) == AccountState.Disabled).Select(NameOf)),
            Sorted(unconfirmed.Where(user => user.StateAt(now) == AccountState.Unconfirmed).Select(NameOf)),
            Sorted(withoutPassword.Select(user => user.Providers.Count == 0 ? user.Name : $"{user.Name} ({string.Join(", ", user.Providers.Order())})")),
            Sorted(staff.Where(row => row.Role is not null && PortalRoles.IsStaff(row.Role)).Select(row => $"{row.Name} ({row.Role})")));
    }

    private static string NameOf(PortalUser user) => user.UserName ?? user.Email ?? user.Id;

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
