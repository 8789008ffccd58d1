using Microsoft.AspNetCore.Identity;
using SecurityPortal.Data;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Counts the slow hashes of passwords.</summary>
internal sealed class CountingHasher(IPasswordHasher<PortalUser> hasher) : IPasswordHasher<PortalUser>
{
    private int _count;

    public int Count => _count;

    public string HashPassword(PortalUser user, string password)
    {
        Interlocked.Increment(ref _count);
        return hasher.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _count);
        return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
