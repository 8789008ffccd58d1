using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>A person with methods, a session and a trusted device; an agent who requested a reset; a lead who approves it.</summary>
internal sealed class ResetScene(
    IServiceProvider services, IHostApplicationLifetime lifetime, Trigger trigger, IDbContextFactory<PortalDbContext> factory,
    MethodCatalogue catalogue, MethodChanges changes, SessionStore sessions, TrustedDevices devices, IOptions<FireOptions> options)
    : BackgroundService
{
    private const int UnexpectedEnd = 3;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStarted.Register(() => Task.Run(ActAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    private async Task ActAsync()
    {
        try
        {
            var person = await PersonAsync($"reset-{options.Value.First}", role: null);
            await GiveMethodsAsync(person);
            await SessionAsync(person, "Sms");
            await using (var trust = await PersonTransaction.BeginAsync(factory, person))
            {
                devices.Trust(trust, new("Browser", "192.0.2.1"));
                await trust.CommitAsync();
            }

            var agent = await StaffAsync("fire-agent", "Support");
            var lead = await StaffAsync("fire-lead", "SupportLead");
            var inCase = Done(await services.GetRequiredService<CaseService>().OpenAsync(agent, person, "T", "R", LostThings.Nothing));
            Done(await services.GetRequiredService<WitnessedChecks>().RecordDocumentAsync(lead, inCase, IdentityDocument.Passport, "Mia"));
            var asked = Done(await services.GetRequiredService<SupportActionService>().AskAsync(agent, inCase, new(ActionKind.ResetAll)));
            trigger.Arm();
            Done(await services.GetRequiredService<Approvals>().ApproveAsync(lead, asked));
            Console.WriteLine("done");
            lifetime.StopApplication();
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(exception.ToString());
            Environment.Exit(UnexpectedEnd);
        }
    }

    private async Task<string> PersonAsync(string name, string? role)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var address = $"{name}@example.com";
        if (await users.FindByNameAsync(address) is { } known)
        {
            return known.Id;
        }

        var user = new PortalUser { UserName = address, Email = address, EmailConfirmed = true };
        await users.CreateAsync(user, Portal.Password);
        if (role is not null)
        {
            await users.AddToRoleAsync(user, role);
            await using var db = await factory.CreateDbContextAsync();
            db.Add(new MethodEnrolment { UserId = user.Id, Method = MethodIds.SecurityKeys, Destination = "", Count = 1, Since = default });
            await db.SaveChangesAsync();
        }

        return user.Id;
    }

    private async Task<Guid> StaffAsync(string name, string role) =>
        await SessionAsync(await PersonAsync(name, role), MethodIds.SecurityKeys);

    private async Task<Guid> SessionAsync(string userId, string with)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId);
        var token = await sessions.BeginAsync(
            transaction, with, AuthenticationMethods.Of(AuthenticationMethods.Password, with), new("Browser", "192.0.2.1"), CancellationToken.None);
        await transaction.CommitAsync();
        return (await sessions.FindByTokenAsync(token!))!.Id;
    }

    private async Task GiveMethodsAsync(string userId)
    {
        var codes = await catalogue.Find(MethodIds.BackupCodes)!.PrepareAsync(
            new(userId, userId, new Dictionary<string, string?>()), CancellationToken.None);
        (string Method, ProvenEnrolment Setup)[] setups =
        [
            (MethodIds.Sms, new($"+447700900{options.Value.First % 1000:000}", null, null)),
            (MethodIds.BackupCodes, new(((PrepareResult.Ready)codes).Payload, null, null)),
        ];
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId);
        foreach (var (id, setup) in setups)
        {
            var applied = await catalogue.Find(id)!.ApplyAsync(transaction, setup, CancellationToken.None);
            await changes.EnableAsync(transaction, catalogue.Find(id)!, applied!, CancellationToken.None);
        }

        await transaction.Db.Users.Where(user => user.Id == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true));
        await transaction.CommitAsync();
    }

    private static Guid Done(SupportResult result) => result is SupportResult.Done done
        ? done.Id
        : throw new InvalidOperationException($"{result}");
}
