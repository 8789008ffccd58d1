using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Counts the slow hashes of passwords, and records the kind of each hash that a password was verified against.</summary>
internal sealed class CountingHasher(IPasswordHasher<PortalUser> hasher) : IPasswordHasher<PortalUser>
{
    private int _count;

    public int Count => _count;

    /// <summary>The beginnings of the verified hashes, oldest first; those of Identity show version, function and rounds.</summary>
    public ConcurrentQueue<string> Verified { get; } = new();

    public string HashPassword(PortalUser user, string password)
    {
        Interlocked.Increment(ref _count);
        return hasher.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _count);
        Verified.Enqueue(hashedPassword[..Math.Min(12, hashedPassword.Length)]);
        return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}
