using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>
/// Asks a method's Identity token provider whether a token is valid, each time in a new scope: pages live for hours,
/// and <see cref="UserManager{TUser}"/> caches what it has read.
/// </summary>
internal sealed class MethodTokens(IServiceScopeFactory scopes)
{
    /// <summary>The longest token that is checked; the signed answer of a security key is the longest kind.</summary>
    private const int MaxLength = 16_384;

    public async Task<bool> VerifyAsync(string userId, string method, string purpose, string? token)
    {
        if (token is null or { Length: 0 or > MaxLength })
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        return await users.FindByIdAsync(userId) is { } user
            && await users.VerifyUserTokenAsync(user, method, purpose, token);
    }
}
