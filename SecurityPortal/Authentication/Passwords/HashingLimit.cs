using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Turns forms away that would have to wait too long for a slow hash, before anything of them is counted: somebody who is
/// told that the portal is busy has lost no try. One network gets at most half of the room.
/// </summary>
internal sealed class HashingLimit(IOptions<PasswordOptions> options) : IRateLimiterPolicy<string>
{
    /// <summary>For <c>[EnableRateLimiting]</c> on pages whose forms hold a password or a code.</summary>
    public const string Policy = "hashing";

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => IsForm(httpContext)
        ? Room(ClientNetwork.Of(httpContext.Connection.RemoteIpAddress), (options.Value.QueueLimit + 1) / 2)
        : RateLimitPartition.GetNoLimiter("");

    /// <summary>The room for all networks together.</summary>
    public static PartitionedRateLimiter<HttpContext> ForAll(int limit) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is { PolicyName: Policy } && IsForm(context)
                ? Room(Policy, limit)
                : RateLimitPartition.GetNoLimiter(""));

    private static bool IsForm(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    private static RateLimitPartition<string> Room(string key, int limit) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new() { PermitLimit = limit, QueueLimit = 0 });
}
