using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Hosting.Cli;
using SecurityPortal.Platform.Database;
using SecurityPortal.Platform.Database.FromIdentity;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// An application with unmodified ASP.NET Core Identity, in the database that the portal will use. It creates its tables and
/// people with Identity's own classes, none of the portal's.
/// </summary>
internal sealed class StockApplication : IAsyncDisposable
{
    private readonly Portal _portal;
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;

    private StockApplication(Portal portal)
    {
        _portal = portal;
        var connection = portal.DatabaseSettings.Single(setting => setting.Key == "ConnectionStrings:Portal").Value;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<StockDbContext>(db =>
            _ = portal.HasPostgreSql ? db.UseNpgsql(connection) : db.UseSqlite($"{connection};Pooling=False"));
        services.AddIdentityCore<IdentityUser>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .AddRoles<IdentityRole>().AddEntityFrameworkStores<StockDbContext>();
        _services = services.BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
    }

    public UserManager<IdentityUser> Users => _scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();

    private StockDbContext Db => _scope.ServiceProvider.GetRequiredService<StockDbContext>();

    /// <summary>Creates the application with empty tables.</summary>
    public static async Task<StockApplication> CreateAsync(Portal portal)
    {
        var stock = new StockApplication(portal);
        await stock.Db.Database.EnsureCreatedAsync();
        return stock;
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }

    public Task ExecuteAsync(string sql) => Db.Database.ExecuteSqlRawAsync(sql);

    /// <summary>Adds a person with a password and nothing else.</summary>
    /// <param name="with">Changes the account before it is created.</param>
    public async Task<IdentityUser> AddAsync(string name, Action<IdentityUser>? with = null, string? password = Portal.Password)
    {
        var user = new IdentityUser { UserName = $"{name}@example.com", Email = $"{name}@example.com", EmailConfirmed = true };
        with?.Invoke(user);
        Assert.True((password is null ? await Users.CreateAsync(user) : await Users.CreateAsync(user, password)).Succeeded);
        return user;
    }

    /// <summary>Stores a token as Identity's store would, such as recovery codes of an earlier version.</summary>
    public async Task GiveTokenAsync(IdentityUser user, string name, string value) =>
        Assert.True((await Users.SetAuthenticationTokenAsync(user, "[AspNetUserStore]", name, value)).Succeeded);

    /// <summary>Returns whether the application's own sign-in accepts this password, as Identity's <c>SignInManager</c> does.</summary>
    public async Task<bool> TakesPasswordAsync(IdentityUser user, string password = Portal.Password)
    {
        await using var scope = _services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        return await users.CheckPasswordAsync((await users.FindByIdAsync(user.Id))!, password);
    }

    /// <summary>Adds a person whose app is set up as Identity's own page does it; returns the app's key, too.</summary>
    public async Task<(IdentityUser User, string Key)> AddWithAppAsync(string name)
    {
        var user = await AddAsync(name);
        Assert.True((await Users.ResetAuthenticatorKeyAsync(user)).Succeeded);
        Assert.True((await Users.SetTwoFactorEnabledAsync(user, true)).Succeeded);
        return (user, (await Users.GetAuthenticatorKeyAsync(user))!);
    }

    public async Task GivePhoneAsync(IdentityUser user, string number)
    {
        (user.PhoneNumber, user.PhoneNumberConfirmed) = (number, true);
        Assert.True((await Users.UpdateAsync(user)).Succeeded);
    }

    /// <summary>Registers a key with Identity's own handler, for the key's relying party.</summary>
    public async Task GiveKeyAsync(IdentityUser user, SoftwareKey key)
    {
        var handler = new PasskeyHandler<IdentityUser>(Users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = key.RelyingParty,
            ValidateOrigin = context => ValueTask.FromResult(context.Origin == key.Origin),
        }));
        var http = new DefaultHttpContext { RequestServices = _services };
        var options = await handler.MakeCreationOptionsAsync(
            new() { Id = user.Id, Name = user.UserName!, DisplayName = user.UserName! }, http);
        var result = await handler.PerformAttestationAsync(new()
        {
            HttpContext = http,
            CredentialJson = key.Create(options.CreationOptionsJson),
            AttestationState = options.AttestationState,
        });
        Assert.True(result.Succeeded, result.Failure?.Message);
        Assert.True((await Users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded);
    }

    /// <summary>Creates the portal's tables beside the application's; throws, saying why, when that is impossible.</summary>
    public async Task MakeTablesAsync()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IDbContextFactory<PortalDbContext>>(new OfPortal(_portal)).BuildServiceProvider();
        await services.MakeTablesBesideIdentityAsync();
    }

    /// <summary>Creates the tables and runs <c>migrate --from-identity</c>; returns its output.</summary>
    public async Task<string> ImportAsync()
    {
        await MakeTablesAsync();
        using var output = new StringWriter();
        Assert.Equal(0, await PortalCommands.RunAsync(_portal.Services, ["migrate", "--from-identity"], output, output));
        return output.ToString();
    }

    private sealed class StockDbContext(DbContextOptions<StockDbContext> options) : IdentityDbContext<IdentityUser>(options);

    private sealed class OfPortal(Portal portal) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => portal.OpenBeforeStart();
    }
}
