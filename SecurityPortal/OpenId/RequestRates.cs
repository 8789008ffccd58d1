using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.OpenId;

/// <summary>Caps how often the provider is asked, right or wrong (ASVS 2.4.1), on all nodes together.</summary>
internal sealed class RequestRates(RateLimits rates, IOptions<OpenIdOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A request of a client to one of the endpoints for programs, each of which counts by itself. Requests are counted before
    /// the client has proven who it is, so each network has its own: a stranger who uses a client's name takes nothing from it.
    /// </summary>
    public Task<bool> TakeAsync(OpenIddictServerTransaction transaction, string? client, CancellationToken cancellationToken)
    {
        var network = ClientNetwork.Of(transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress);
        return client is { Length: > ClientDefinition.MaxIdLength }
            ? Task.FromResult(false)
            : rates.TakeAsync(
                $"openid-{transaction.EndpointType}:{network}:{client}", options.Value.TokenRequestsPerMinute, Minute, cancellationToken);
    }

    /// <summary>An authorization request in a session. Each answer is a line of the log.</summary>
    public Task<bool> TakeAsync(Guid session, CancellationToken cancellationToken) =>
        rates.TakeAsync($"openid-authorize:{session}", options.Value.AuthorizationsPerMinute, Minute, cancellationToken);
}
