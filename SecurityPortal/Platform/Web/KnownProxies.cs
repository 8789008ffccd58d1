using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SecurityPortal.Platform.Web;

/// <summary>Believes what a proxy says of the browser's address and scheme, if the proxy is one of ours.</summary>
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

            // With none known nobody is believed. With some, as many in a row as are ours: the address is that of the
            // first one that is not.
            headers.ForwardedHeaders = headers.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null;
        });
    }

    /// <summary>Goes first: from here on a request's address is that of the browser, in one spelling.</summary>
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
