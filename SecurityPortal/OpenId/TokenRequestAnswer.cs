using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Counts the result of token requests.</summary>
internal sealed class TokenRequestAnswer(OpenIdCounter counter) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    // A request can name any grant type; the metric contains only the supported ones.
    private static readonly string[] Grants = ["authorization_code", "refresh_token"];

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
            .UseSingletonHandler<TokenRequestAnswer>()
            .SetOrder(int.MinValue + 200_000)
            .Build();

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        var grant = Array.Find(Grants, known => known == context.Request?.GrantType) ?? "other";
        counter.Token(grant, context.Error ?? OpenIdCounter.Passed);
        return default;
    }
}
