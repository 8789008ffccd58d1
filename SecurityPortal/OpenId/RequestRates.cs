using Microsoft.Extensions.Options;
using OpenIddict.Server;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.OpenId;

/// <summary>Caps how often the provider is asked, right or wrong (ASVS 2.4.1), on all nodes together.</summary>
internal sealed class RequestRates(RateLimits rates, IOptions<OpenIdOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>A request of a client to one of the endpoints for programs, each of which counts by itself.</summary>
    public async Task<bool> TakeAsync(OpenIddictServerEndpointType endpoint, string? client, CancellationToken cancellationToken) =>
        client is not { Length: > ClientDefinition.MaxIdLength }
        && await rates.TakeAsync($"openid-{endpoint}:{client}", options.Value.TokenRequestsPerMinute, Minute, cancellationToken);

    /// <summary>An authorization request in a session. Each answer is a line of the log.</summary>
    public Task<bool> TakeAsync(Guid session, CancellationToken cancellationToken) =>
        rates.TakeAsync($"openid-authorize:{session}", options.Value.AuthorizationsPerMinute, Minute, cancellationToken);
}
