using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Sends the error of a bad authorization request back to the client if the redirect URI is known to be the client's (RFC 6749
/// 4.1.2.1). OpenIddict shows a page for each of them, because it redirects only after all checks have passed. Only operators
/// create clients, so nobody can register one that leads people astray (RFC 9700 4.11.2).
/// </summary>
internal sealed class ErrorRedirect(IServiceScopeFactory scopes, OpenIdCounter counter) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    private static readonly string[] Modes = [ResponseModes.Query, ResponseModes.FormPost, ResponseModes.Fragment];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<ErrorRedirect>()
            .SetOrder(OpenIddictServerHandlers.Authentication.InferResponseMode.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context is not { RedirectUri: null, Error.Length: > 0, Request: { ClientId.Length: > 0, RedirectUri.Length: > 0 } request })
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        if (await applications.FindByClientIdAsync(request.ClientId, context.CancellationToken) is { } client
            && await applications.ValidateRedirectUriAsync(client, request.RedirectUri, context.CancellationToken))
        {
            counter.Authorized(request.ClientId, context.Error);
            context.RedirectUri = request.RedirectUri;

            // An invalid response_mode cannot carry the answer. The default for a code is the query.
            context.ResponseMode = Array.Find(Modes, mode => mode == request.ResponseMode) ?? ResponseModes.Query;
        }
    }
}
