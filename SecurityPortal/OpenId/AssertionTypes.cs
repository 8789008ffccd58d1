using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>
/// Accepts client assertions whose header has the type <c>JWT</c> or no type at all, as RFC 7523 and OpenID Connect Core 9
/// allow. OpenIddict requires the type from a draft, which most libraries do not write. Any other type is refused. The keys are
/// the client's own, so none of our tokens can pass as an assertion.
/// </summary>
internal sealed class AssertionTypes : IOpenIddictServerHandler<ValidateTokenContext>
{
    private const string Assertion = "urn:openiddict:params:oauth:token-type:client_assertion";
    private const string Typed = "client-authentication+jwt";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
            .UseSingletonHandler<AssertionTypes>()
            .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 500)
            .Build();

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Count == 1 && context.ValidTokenTypes.Contains(Assertion) && context.TokenValidationParameters is { } all)
        {
            var strict = all.TypeValidator;
            context.TokenValidationParameters = all.Clone();
            context.TokenValidationParameters.TypeValidator = (type, token, parameters) =>
                strict(string.IsNullOrEmpty(type) || type.Equals("JWT", StringComparison.OrdinalIgnoreCase) ? Typed : type, token, parameters);
        }

        return default;
    }
}
