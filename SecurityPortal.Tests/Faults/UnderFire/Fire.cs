using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;

[assembly: HostingStartup(typeof(SecurityPortal.Tests.Faults.UnderFire.Fire))]

namespace SecurityPortal.Tests.Faults.UnderFire;

/// <summary>
/// What a portal process under fire has beside the portal itself: people who use it, and the trigger. ASP.NET Core
/// loads it when <c>ASPNETCORE_HOSTINGSTARTUPASSEMBLIES</c> names this assembly; the portal knows nothing of it.
/// </summary>
public sealed class Fire : IHostingStartup
{
    private const string AskedFor = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices((context, services) =>
    {
        // A host that is built within the test's own process takes that for its application, and loads this unasked.
        if (Environment.GetEnvironmentVariable(AskedFor) is null || !context.Configuration.GetSection("Fire").Exists())
        {
            return;
        }

        services.Configure<FireOptions>(context.Configuration.GetSection("Fire"));
        services.AddSingleton<TimeProvider>(new LaterClock(context.Configuration.GetValue<TimeSpan>("Fire:Later")));
        services.AddSingleton<Trigger>();
        services.AddSingleton<StatementWatch>();
        services.AddSingleton<Witness>();
        services.AddSingleton<IMessageProvider>(provider => provider.GetRequiredService<Witness>());
        if (context.Configuration.GetValue<bool>("Fire:Reset"))
        {
            services.AddHostedService<ResetScene>();
        }
        else
        {
            services.AddHostedService<Crowd>();
        }

        services.AddTransient<WireTap>();
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler<WireTap>());
        services.ConfigureDbContext<PortalDbContext>((provider, db) =>
            db.AddInterceptors(provider.GetRequiredService<StatementWatch>()));
    });
}
