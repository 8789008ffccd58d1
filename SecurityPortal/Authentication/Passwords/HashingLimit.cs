using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Rejects forms that would have to wait too long for a slow hash, before anything is counted: a person who is told that
/// the portal is busy has not lost an attempt. One network gets at most half of the places.
/// </summary>
internal sealed class HashingLimit(IOptions<PasswordOptions> options) : IRateLimiterPolicy<string>
{
    /// <summary>For <c>[EnableRateLimiting]</c> on pages whose forms contain a password or a code.</summary>
    public const string Policy = "hashing";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => IsForm(httpContext)
        ? Room(ClientNetwork.Of(httpContext.Connection.RemoteIpAddress), (options.Value.QueueLimit + 1) / 2)
        : RateLimitPartition.GetNoLimiter("");

    /// <summary>Returns the limiter for all networks together.</summary>
    public static PartitionedRateLimiter<HttpContext> ForAll(int limit) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is { PolicyName: Policy } && IsForm(context)
                ? Room(Policy, limit)
                : RateLimitPartition.GetNoLimiter(""));

    private static bool IsForm(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    private static RateLimitPartition<string> Room(string key, int limit) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = limit, QueueLimit = 0 });
}
