using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Benchmarks.Measured;

/// <summary>
/// Creates people to sign in with: <c>plain-0@example.com</c> and so on without a method, <c>coded-0@example.com</c> and so on
/// with an authenticator app whose key is <see cref="Key"/>. All have signed in before, in <see cref="Browser"/>.
/// </summary>
internal sealed class ManyPeople(
    IServiceProvider services, IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, MethodChanges changes,
    SessionSeal seal, IConfiguration configuration) : IHostedService
{
    public const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    /// <summary>The token of the browser in which they have signed in before.</summary>
    public static readonly string Browser = new('b', RandomToken.Length);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>()
            .HashPassword(new PortalUser(), Portal.Password);
        var method = catalogue.Find("AuthenticatorApp")!;
        for (var i = 0; i < configuration.GetValue<int>("Measure:People"); i++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var (coded, plain) = (NewUser($"coded-{i}", hash), NewUser($"plain-{i}", hash));
            db.Users.AddRange(coded, plain);
            db.AddRange(new[] { coded, plain }.Select(
                user => new KnownBrowser { UserId = user.Id, TokenHash = seal.Browser(user.Id, Browser), LastSeenAt = DateTimeOffset.UtcNow }));
            await db.SaveChangesAsync(cancellationToken);
            await using var transaction = await PersonTransaction.BeginAsync(factory, coded.Id, cancellationToken);
            var applied = await method.ApplyAsync(transaction, new(Key, Proof: "0", Name: "Phone"), cancellationToken);
            await changes.EnableAsync(transaction, method, applied!, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static PortalUser NewUser(string name, string hash)
    {
        var address = $"{name}@example.com";
        return new()
        {
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            EmailConfirmed = true,
            PasswordHash = hash,
            TwoFactorEnabled = name.StartsWith("coded", StringComparison.Ordinal),
        };
    }
}
