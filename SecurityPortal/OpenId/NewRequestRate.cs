using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Refuses a network that begins too many authorizations or sign-outs. OpenIddict stores each new request, and strangers may
/// send them. A browser that comes back with the <c>request_uri</c> of a stored one is not counted.
/// </summary>
/// <typeparam name="T">The context in which OpenIddict extracts the endpoint's requests.</typeparam>
internal sealed class NewRequestRate<T>(RequestRates rates) : IOpenIddictServerHandler<T>
    where T : BaseValidatingContext
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<T>()
            .UseSingletonHandler<NewRequestRate<T>>()
            .SetOrder(int.MaxValue - 100_000)
            .Build();

    public async ValueTask HandleAsync(T context)
    {
        if (string.IsNullOrEmpty(context.Transaction.Request?.RequestUri)
            && !await rates.TakeNewAsync(context.Transaction, context.CancellationToken))
        {
            context.Reject(Errors.TemporarilyUnavailable, "Too many requests from this network. Try again in a minute.");
        }
    }
}
