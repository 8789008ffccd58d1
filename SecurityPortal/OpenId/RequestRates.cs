using Microsoft.AspNetCore;
using OpenIddict.Server;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.OpenId;

/// <summary>Limits how often the provider may be called, successfully or not (ASVS 2.4.1), across all nodes.</summary>
internal sealed class RequestRates(RateLimits rates, IOptions<OpenIdOptions> options)
{
    /// <summary>How many sessions' worth of authorization requests one network can begin.</summary>
    private const int SessionsPerNetwork = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts a client's request to one of the endpoints for programs, each of which has its own limit; false once it is
    /// reached. Requests count before the client has authenticated, so each network has its own limit too: a stranger who uses
    /// a client's id takes nothing away from it.
    /// </summary>
    public Task<bool> TakeAsync(OpenIddictServerTransaction transaction, string? client, CancellationToken cancellationToken) =>
        client is { Length: > ClientDefinition.MaxIdLength }
            ? Task.FromResult(false)
            : rates.TakeAsync(
                $"openid-{transaction.EndpointType}:{NetworkOf(transaction)}:{client}", options.Value.TokenRequestsPerMinute, Minute,
                cancellationToken);

    /// <summary>
    /// Counts a new authorization or sign-out request, which is stored; false once the limit of its network is reached. Most come
    /// before anybody is signed in, so there is no session to count them for.
    /// </summary>
    public Task<bool> TakeNewAsync(OpenIddictServerTransaction transaction, CancellationToken cancellationToken) => rates.TakeAsync(
        $"openid-new-{transaction.EndpointType}:{NetworkOf(transaction)}",
        (int)Math.Min(int.MaxValue, (long)SessionsPerNetwork * options.Value.AuthorizationsPerMinute), Minute, cancellationToken);

    /// <summary>
    /// Counts an authorization request in a session; false once the limit is reached. Each response adds an entry to the log.
    /// </summary>
    public Task<bool> TakeAsync(Guid session, CancellationToken cancellationToken) =>
        rates.TakeAsync($"openid-authorize:{session}", options.Value.AuthorizationsPerMinute, Minute, cancellationToken);

    private static string NetworkOf(OpenIddictServerTransaction transaction) =>
        ClientNetwork.Of(transaction.GetHttpRequest()?.HttpContext.Connection.RemoteIpAddress);
}
