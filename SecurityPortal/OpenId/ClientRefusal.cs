using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Records, for any endpoint, that somebody used a client's id and could not authenticate.</summary>
internal sealed class ClientRefusal(ApplicationAudit audit) : IOpenIddictServerHandler<ProcessErrorContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessErrorContext>()
            .UseSingletonHandler<ClientRefusal>()
            .SetOrder(int.MinValue + 50_000)
            .Build();

    public async ValueTask HandleAsync(ProcessErrorContext context)
    {
        if (context is { Error: Errors.InvalidClient, Request.ClientId: { Length: > 0 and <= ClientDefinition.MaxIdLength } client }
            && context.Transaction.GetHttpRequest() is { } request)
        {
            await audit.RefusedAsync(client, ClientInfo.Of(request.HttpContext), context.CancellationToken);
        }
    }
}
