using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Verifies every test person's password without a slow hash, and counts the comparisons per person. Comparisons for unknown
/// people, which only keep response times equal, are not counted.
/// </summary>
internal sealed class QuickHasher : IPasswordHasher<PortalUser>
{
    private readonly PasswordHasher<PortalUser> _identity = new(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));
    private readonly ConcurrentDictionary<string, string> _made = new();
    private readonly ConcurrentDictionary<string, int> _looks = new();

    public static void Use(IServiceCollection services)
    {
        services.AddSingleton<QuickHasher>();
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<PortalUser>>(
            provider => provider.GetRequiredService<QuickHasher>()));
    }

    public int Looks(string userId) => _looks.GetValueOrDefault(userId);

    public string HashPassword(PortalUser user, string password)
    {
        var hash = _identity.HashPassword(user, password);
        _made[hash] = password;
        return hash;
    }

    public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
    {
        if (user.Email is not null)
        {
            _looks.AddOrUpdate(user.Id, 1, (_, count) => count + 1);
        }

        // The template's people share one password, whose stored hash only a slow hash could verify.
        var password = _made.GetValueOrDefault(hashedPassword, Portal.Password);
        return providedPassword == password ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }
}
