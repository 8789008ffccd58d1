using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SecurityPortal.Platform.RateLimiting;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SecurityPortal.OpenId;

/// <summary>Caps how often one client comes to the token endpoint, right or wrong (ASVS 2.4.1).</summary>
internal sealed class TokenRequestRates(RateLimits rates, IOptions<OpenIdOptions> options, OpenIdCounter counter)
    : IOpenIddictServerHandler<ExtractTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ExtractTokenRequestContext>()
            .UseSingletonHandler<TokenRequestRates>()
            .SetOrder(int.MaxValue - 100_000)
            .Build();

    public async ValueTask HandleAsync(ExtractTokenRequestContext context)
    {
        var client = context.Request?.ClientId ?? "";
        if (client.Length <= ClientDefinition.MaxIdLength && await rates.TakeAsync(
            $"openid-token:{client}", options.Value.TokenRequestsPerMinute, TimeSpan.FromMinutes(1), context.CancellationToken))
        {
            return;
        }

        counter.Refused("rate");
        context.Reject(Errors.TemporarilyUnavailable, "Too many requests of this client. Try again in a minute.");
    }
}
