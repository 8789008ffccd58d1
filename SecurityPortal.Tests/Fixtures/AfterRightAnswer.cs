using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Runs an action at the worst moment: after an answer was found right, and before it takes effect.</summary>
internal sealed class AfterRightAnswer<TProvider>(TProvider provider) : IUserTwoFactorTokenProvider<PortalUser>
    where TProvider : class, IUserTwoFactorTokenProvider<PortalUser>
{
    public Func<Task>? Do { get; set; }

    /// <summary>Wraps the token provider of this method.</summary>
    public static void Use(IServiceCollection services, string method)
    {
        services.AddSingleton<AfterRightAnswer<TProvider>>();
        services.PostConfigure<IdentityOptions>(identity =>
            identity.Tokens.ProviderMap[method] = new TokenProviderDescriptor(typeof(AfterRightAnswer<TProvider>)));
    }

    public Task<string> GenerateAsync(string purpose, UserManager<PortalUser> manager, PortalUser user) =>
        provider.GenerateAsync(purpose, manager, user);

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<PortalUser> manager, PortalUser user)
    {
        var isRight = await provider.ValidateAsync(purpose, token, manager, user);
        if (isRight && Do is { } work)
        {
            Do = null;
            await work();
        }

        return isRight;
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<PortalUser> manager, PortalUser user) =>
        provider.CanGenerateTwoFactorTokenAsync(manager, user);
}
