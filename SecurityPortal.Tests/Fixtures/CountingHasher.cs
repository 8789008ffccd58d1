using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Counts the slow hashes of passwords, and notes the kinds of those that a password was looked at under.</summary>
internal sealed class CountingHasher(IPasswordHasher<PortalUser> hasher) : IPasswordHasher<PortalUser>
{
    private int _count;

    public int Count => _count;

    /// <summary>What the hashes began with, oldest first: of Identity's the version, the function and the rounds.</summary>
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
