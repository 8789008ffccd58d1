using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Tests.Benchmarks.Measured;

/// <summary>
/// Makes people to sign in with: <c>plain-0@example.com</c> and so on with nothing on, <c>coded-0@example.com</c> and
/// so on with an authenticator app whose key is <see cref="Key"/>.
/// </summary>
internal sealed class ManyPeople(
    IServiceProvider services, IDbContextFactory<PortalDbContext> factory, MethodCatalogue catalogue, MethodChanges changes,
    IConfiguration configuration) : IHostedService
{
    public const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>()
            .HashPassword(new PortalUser(), Portal.Password);
        var method = catalogue.Find("AuthenticatorApp")!;
        for (var i = 0; i < configuration.GetValue<int>("Measure:People"); i++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var coded = NewUser($"coded-{i}", hash);
            db.Users.AddRange(coded, NewUser($"plain-{i}", hash));
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
