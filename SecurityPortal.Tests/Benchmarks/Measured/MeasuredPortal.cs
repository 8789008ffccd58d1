using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(SecurityPortal.Tests.Benchmarks.Measured.MeasuredPortal))]

namespace SecurityPortal.Tests.Benchmarks.Measured;

/// <summary>Adds the measuring services to a portal process; see <c>Faults/UnderFire/Fire</c>.</summary>
public sealed class MeasuredPortal : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices((context, services) =>
    {
        if (context.Configuration.GetValue<int>("Measure:People") > 0)
        {
            services.AddHostedService<ManyPeople>();
        }

        if (context.Configuration.GetValue<bool>("Measure:Heap"))
        {
            services.AddHostedService<HeapReporter>();
        }
    });
}
