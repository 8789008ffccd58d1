using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Development;
using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.Enrolment;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>Lets people act as soon as the portal listens, and reports on standard output.</summary>
internal sealed class Crowd(
    IServiceProvider services, IServer server, IHostApplicationLifetime lifetime, Trigger trigger,
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, IOptions<FireOptions> options) : BackgroundService
{
    private const int UnexpectedEnd = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lifetime.ApplicationStarted.Register(() => Task.Run(ActAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    private async Task ActAsync()
    {
        try
        {
            var address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
            var people = new List<Someone>();
            for (var i = options.Value.First; i < options.Value.First + options.Value.People; i++)
            {
                people.Add(await IntroduceAsync(i, address));
            }

            trigger.Arm();
            Console.WriteLine("armed");
            await Task.WhenAll(people.Select(someone => Task.Run(() => LiveAsync(someone))));
            await DrainAsync();
            Console.WriteLine($"notices {await CountNoticesAsync()}");
            Console.WriteLine("done");
            lifetime.StopApplication();
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(exception.ToString());
            Environment.Exit(UnexpectedEnd);
        }
    }

    private async Task LiveAsync(Someone someone)
    {
        for (var round = 0; options.Value.Rounds == 0 || round < options.Value.Rounds; round++)
        {
            await someone.ActAsync();
        }
    }

    private async Task<Someone> IntroduceAsync(int index, Uri address)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var name = $"fire-{index}@example.com";
        var user = await users.FindByNameAsync(name);
        if (user is null)
        {
            user = new PortalUser { UserName = name, Email = name, EmailConfirmed = true };
            var created = await users.CreateAsync(user, Portal.Password);
            if (!created.Succeeded)
            {
                throw new InvalidOperationException(created.ToString());
            }
        }

        return new(
            services.GetRequiredService<TwoFactorMethods>(), services.GetRequiredService<EnrolmentService>(), factory, services.GetRequiredService<Witness>(), trigger, user,
            $"+447700900{index.ToString("000", CultureInfo.InvariantCulture)}", address);
    }

    /// <summary>Waits until every message is in a final state, including those of earlier processes.</summary>
    private async Task DrainAsync()
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            await using var db = await factory.CreateDbContextAsync();
            if (!await db.Set<OutboxMessage>().AnyAsync(row => row.State < DeliveryState.Accepted))
            {
                return;
            }
        }
        while (await timer.WaitForNextTickAsync());
    }

    /// <summary>Counts the emails about changed methods. Their text is encrypted; only this process can read it.</summary>
    private async Task<int> CountNoticesAsync()
    {
        await using var db = await factory.CreateDbContextAsync();
        var messages = await db.Set<DevelopmentMessage>().AsNoTracking().ToListAsync();
        return messages
            .Select(row => JsonSerializer.Deserialize<OutgoingMessage>(
                secrets.Unprotect("development-message", row.Id.ToString(), row.Payload))!)
            .Count(message => message.Text.Contains("Turned on: ", StringComparison.Ordinal)
                || message.Text.Contains("Turned off: ", StringComparison.Ordinal));
    }
}
