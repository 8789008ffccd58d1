using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Counts the results of an endpoint for programs, as reported to the client.</summary>
/// <typeparam name="T">The context in which OpenIddict writes the endpoint's responses.</typeparam>
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
