using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A hasher that blocks until a test releases it.</summary>
internal sealed class HeldHasher : IPasswordHasher<PortalUser>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly SemaphoreSlim _begun = new(0);

    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    /// <summary>Waits until one more verification has begun.</summary>
    public async Task BegunAsync() => Assert.True(await _begun.WaitAsync(Patience), "Nothing was hashed.");

    public string HashPassword(PortalUser user, string password) => "held";

    public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
    {
        _begun.Release();
        _open.Wait(Patience);
        return PasswordVerificationResult.Failed;
    }

    public void Dispose()
    {
        _open.Dispose();
        _begun.Dispose();
    }
}
