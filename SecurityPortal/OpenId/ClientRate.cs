using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Refuses a client that calls an endpoint for programs too often.</summary>
/// <typeparam name="T">The context in which OpenIddict extracts the endpoint's requests.</typeparam>
internal sealed class ClientRate<T>(RequestRates rates) : IOpenIddictServerHandler<T>
    where T : BaseValidatingContext
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<T>()
            .UseSingletonHandler<ClientRate<T>>()
            .SetOrder(int.MaxValue - 100_000)
            .Build();

    public async ValueTask HandleAsync(T context)
    {
        if (!await rates.TakeAsync(context.Transaction, context.Transaction.Request?.ClientId, context.CancellationToken))
        {
            context.Reject(Errors.TemporarilyUnavailable, "Too many requests from this client. Try again in a minute.");
        }
    }
}
