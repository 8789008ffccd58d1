using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Counts the results of an endpoint for programs, as the client is told them.</summary>
/// <typeparam name="T">What writes the answers of the endpoint.</typeparam>
internal sealed class RequestCount<T>(OpenIdCounter counter) : IOpenIddictServerHandler<T>
    where T : BaseRequestContext
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<T>()
            .UseSingletonHandler<RequestCount<T>>()
            .SetOrder(int.MinValue + 200_000)
            .Build();

    public ValueTask HandleAsync(T context)
    {
        counter.Asked(context.EndpointType, context.Transaction.Response?.Error ?? OpenIdCounter.Passed);
        return default;
    }
}
