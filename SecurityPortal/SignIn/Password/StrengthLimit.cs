using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.SignIn.Password;

/// <summary>Limits how often one network can ask for the strength of a password.</summary>
internal sealed class StrengthLimit(IOptions<PasswordOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "password-strength";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>The form reports what is wrong by itself; without this answer, only the meter is missing.</summary>
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = (rejected, _) =>
    {
        rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetFixedWindowLimiter(
            ClientNetwork.Of(httpContext.Connection.RemoteIpAddress),
            _ => new() { PermitLimit = options.Value.StrengthPerNetwork, Window = Window });
}
