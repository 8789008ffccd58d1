using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;

namespace SecurityPortal.Passwords;

/// <summary>Compares a password with the one on record, at the same cost whether or not there is one.</summary>
internal sealed class PasswordVerifier(
    IPasswordHasher<PortalUser> hasher, HashGate gate, IDbContextFactory<PortalDbContext> factory)
{
    /// <summary>
    /// The longest text that is looked at, in UTF-16 units: far longer than a new password may be, for people who come
    /// from Identity may have longer ones.
    /// </summary>
    public const int MaxLength = 4096;

    private static readonly PortalUser Nobody = new();

    // Made at once: made at first need, the first unknown name would take twice as long as a known one (ASVS 6.3.8).
    private readonly string _nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    /// <summary>
    /// Whether <paramref name="password"/> is the password of <paramref name="user"/>. Without a user, or with one
    /// that has no password, the answer is no and takes as long (ASVS 6.3.8).
    /// </summary>
    public async Task<bool> VerifyAsync(PortalUser? user, string password, CancellationToken cancellationToken = default)
    {
        if (password.Length is 0 or > MaxLength)
        {
            password = "";
        }

        var known = user?.PasswordHash is not null;
        var hash = user?.PasswordHash ?? _nobodysHash;
        var result = await gate.RunAsync(
            () => hasher.VerifyHashedPassword(user ?? Nobody, hash, password), cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded && known)
        {
            await RehashAsync(user!, hash, password, cancellationToken);
        }

        return known && result != PasswordVerificationResult.Failed;
    }

    private async Task RehashAsync(PortalUser user, string oldHash, string password, CancellationToken cancellationToken)
    {
        var newHash = await gate.RunAsync(() => hasher.HashPassword(user, password), cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // Only over the hash that was verified: a password changed meanwhile must win.
        await db.Users.Where(row => row.Id == user.Id && row.PasswordHash == oldHash).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PasswordHash, newHash), cancellationToken);
    }
}
