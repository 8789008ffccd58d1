using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Accounts.Email;

/// <summary>Sets the email addresses of accounts and keeps them unique.</summary>
internal sealed class AccountAddresses(ILookupNormalizer normalizer)
{
    /// <summary>Returns the row of a new account without a password, with the address as its user name.</summary>
    /// <param name="email">The address, as <see cref="EmailAddress.Of"/> returns it.</param>
    public PortalUser NewAccount(string email) => new()
    {
        UserName = email,
        NormalizedUserName = normalizer.NormalizeName(email),
        Email = email,
        NormalizedEmail = normalizer.NormalizeEmail(email),
        EmailConfirmed = true,
        LockoutEnabled = true,
        SecurityStamp = SecurityStamp.Create(),
    };

    /// <summary>
    /// Returns whether an account already has the address as its email or user name. Locks the address until the caller's
    /// transaction ends, so that no other account can take it.
    /// </summary>
    public async Task<bool> IsTakenAsync(PortalDbContext db, string email, CancellationToken cancellationToken)
    {
        var (asEmail, asName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(email));
        await db.TakeLockAsync($"address:{asEmail}", cancellationToken);
        return await db.Users.AnyAsync(
            user => user.NormalizedEmail == asEmail || user.NormalizedUserName == asName, cancellationToken);
    }

    /// <summary>Sets the address, and also the user name if that was the old address. Returns the old address.</summary>
    public async Task<string?> PutAsync(PersonTransaction transaction, string email, CancellationToken cancellationToken)
    {
        var user = await transaction.Db.Users.AsNoTracking()
            .SingleAsync(row => row.Id == transaction.UserId, cancellationToken);
        var name = user.UserName == user.Email ? email : user.UserName;
        var (normalizedEmail, normalizedName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(name));
        var (stamp, concurrency) = (SecurityStamp.Create(), Guid.NewGuid().ToString());
        await transaction.Db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Email, email)
                .SetProperty(row => row.NormalizedEmail, normalizedEmail)
                .SetProperty(row => row.UserName, name)
                .SetProperty(row => row.NormalizedUserName, normalizedName)
                .SetProperty(row => row.EmailConfirmed, true)
                .SetProperty(row => row.SecurityStamp, stamp)
                .SetProperty(row => row.ConcurrencyStamp, concurrency),
            cancellationToken);
        return user.Email;
    }
}
