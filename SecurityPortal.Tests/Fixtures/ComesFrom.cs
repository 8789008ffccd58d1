using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>Gives requests a remote address; the test server has no connections and therefore none of its own.</summary>
internal sealed class ComesFrom(string address) : IStartupFilter
{
    public string Address { get; set; } = address;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, go) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(Address);
            return go(context);
        });
        next(app);
    };
}
