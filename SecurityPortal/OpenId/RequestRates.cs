using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.OpenId;

/// <summary>Limits how often the provider may be called, successfully or not (ASVS 2.4.1), across all nodes.</summary>
internal sealed class RequestRates(RateLimits rates, IOptions<OpenIdOptions> options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts a client's request to one of the endpoints for programs, each of which has its own limit; false once it is
    /// reached. Requests count before the client has authenticated, so each network has its own limit too: a stranger who uses
    /// a client's id takes nothing away from it.
    /// </summary>
    public Task<bool> TakeAsync(OpenIddictServerTransaction transaction, string? client, CancellationToken cancellationToken)
    {
        var network = ClientNetwork.Of(transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress);
        return client is { Length: > ClientDefinition.MaxIdLength }
            ? Task.FromResult(false)
            : rates.TakeAsync(
                $"openid-{transaction.EndpointType}:{network}:{client}", options.Value.TokenRequestsPerMinute, Minute, cancellationToken);
    }

    /// <summary>
    /// Counts an authorization request in a session; false once the limit is reached. Each response adds an entry to the log.
    /// </summary>
    public Task<bool> TakeAsync(Guid session, CancellationToken cancellationToken) =>
        rates.TakeAsync($"openid-authorize:{session}", options.Value.AuthorizationsPerMinute, Minute, cancellationToken);
}
