using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Accounts.Email;

/// <summary>Gives accounts their addresses, no two the same.</summary>
internal sealed class AccountAddresses(ILookupNormalizer normalizer)
{
    /// <summary>The row of a new account without a password, whose name to sign in with is the address.</summary>
    /// <param name="email">As <see cref="EmailAddress.Of"/> gives it.</param>
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

    /// <summary>Whether an account has the address; until the caller's transaction ends, no other can get it.</summary>
    public async Task<bool> IsTakenAsync(PortalDbContext db, string email, CancellationToken cancellationToken)
    {
        var (asEmail, asName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(email));
        await db.TakeLockAsync($"address:{asEmail}", cancellationToken);
        return await db.Users.AnyAsync(
            user => user.NormalizedEmail == asEmail || user.NormalizedUserName == asName, cancellationToken);
    }

    /// <summary>Writes the address; the name to sign in with follows it where it was the address. The old address.</summary>
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
