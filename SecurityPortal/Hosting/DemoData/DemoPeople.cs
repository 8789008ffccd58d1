using Microsoft.AspNetCore.Identity;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Hosting.DemoData;

/// <summary>Creates the people that the README introduces. They exist in Development only.</summary>
internal sealed class DemoPeople(
    UserManager<PortalUser> users, RoleManager<IdentityRole> roles, IDbContextFactory<PortalDbContext> factory,
    MethodCatalogue catalogue, MethodChanges changes, IOptions<DemoDataOptions> options)
{
    private static readonly (string Name, string? Role)[] People =
    [
        ("alice", null), ("bob", null), ("carol", null),
        ("sam", PortalRoles.Support), ("sue", PortalRoles.Support), ("lee", PortalRoles.SupportLead),
    ];

    public async Task CreateAsync()
    {
        if (await users.Users.AnyAsync())
        {
            return;
        }

        foreach (var role in PortalRoles.Staff)
        {
            Check(await roles.CreateAsync(new IdentityRole(role)));
        }

        foreach (var (name, role) in People)
        {
            var user = new PortalUser
            {
                UserName = $"{name}@example.com",
                Email = $"{name}@example.com",
                EmailConfirmed = true,
            };
            Check(await users.CreateAsync(user, options.Value.Password));
            if (role is not null)
            {
                Check(await users.AddToRoleAsync(user, role));
            }
        }

        await GiveCarolMethodsAsync();
    }

    private async Task GiveCarolMethodsAsync()
    {
        var carol = await users.FindByNameAsync("carol@example.com")
            ?? throw new InvalidOperationException("Carol was not created.");
        var codes = await catalogue.Find("BackupCodes")!.PrepareAsync(
            new(carol.Id, carol.UserName!, new Dictionary<string, string?>()), CancellationToken.None);
        (string Method, ProvenEnrolment Setup)[] setups =
        [
            ("AuthenticatorApp", new(options.Value.CarolKey, Proof: "0", Name: "Carol's phone")),
            ("Sms", new("+14155550123", null, null)),
            ("BackupCodes", new(((PrepareResult.Ready)codes).Payload, null, null)),
        ];
        await using var transaction = await PersonTransaction.BeginAsync(factory, carol.Id);
        foreach (var (id, setup) in setups)
        {
            var method = catalogue.Find(id)!;
            var applied = await method.ApplyAsync(transaction, setup, CancellationToken.None)
                ?? throw new InvalidOperationException($"Carol's {id} was not set up.");
            await changes.EnableAsync(transaction, method, applied, CancellationToken.None);
        }

        await transaction.Db.Users.Where(user => user.Id == carol.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true));
        await transaction.CommitAsync();
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
        }
    }
}
