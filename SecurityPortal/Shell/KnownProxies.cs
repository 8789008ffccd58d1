using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SecurityPortal.Shell;

/// <summary>Believes what a proxy says of the browser's address and scheme, if the proxy is one of ours.</summary>
internal static class KnownProxies
{
    /// <exception cref="FormatException">An entry of <c>Proxy:KnownProxies</c> is not an IP address.</exception>
    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Configuration.GetSection("Proxy:KnownProxies").Get<string[]>() ?? [];
        if (proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        app.UseForwardedHeaders(options);
    }
}
