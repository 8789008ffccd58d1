using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Counts, per person, the answers that a method's token provider actually checked.</summary>
internal sealed class CountingTokens<TProvider>(TProvider provider) : IUserTwoFactorTokenProvider<PortalUser>
    where TProvider : class, IUserTwoFactorTokenProvider<PortalUser>
{
    private readonly ConcurrentDictionary<string, int> _looks = new();

    public int Looks(string userId) => _looks.GetValueOrDefault(userId);

    /// <summary>Wraps the token provider of this method in a counter.</summary>
    public static void Use(IServiceCollection services, string method)
    {
        services.AddSingleton<CountingTokens<TProvider>>();
        services.PostConfigure<IdentityOptions>(identity =>
            identity.Tokens.ProviderMap[method] = new TokenProviderDescriptor(typeof(CountingTokens<TProvider>)));
    }

    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        provider.GenerateAsync(purpose, manager, user);

    public Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        _looks.AddOrUpdate(user.Id, 1, (_, count) => count + 1);
        return provider.ValidateAsync(purpose, token, manager, user);
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        provider.CanGenerateTwoFactorTokenAsync(manager, user);
}
