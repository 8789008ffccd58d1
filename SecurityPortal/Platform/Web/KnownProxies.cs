using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SecurityPortal.Platform.Web;

/// <summary>Trusts what a proxy says about the browser's address and scheme, if the proxy is one of ours.</summary>
internal static class KnownProxies
{
    public static void AddKnownProxies(this IServiceCollection services)
    {
        services.AddSettings<ProxyOptions>("Proxy").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>());
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxy) =>
        {
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var network in proxy.Value.KnownProxies.Select(ProxyOptions.Network))
            {
                headers.KnownIPNetworks.Add(network!.Value);
            }

            // Without known proxies, nobody is trusted. With some, as many in a row as are known: the browser's address is the
            // first one that is not a known proxy.
            headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null;
        });
    }

    /// <summary>Must come first: from here on, a request's address is that of the browser, in one spelling.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.Use(next => context =>
        {
            context.Connection.RemoteIpAddress = ClientNetwork.Plain(context.Connection.RemoteIpAddress);
            return next(context);
        });
    }
}
