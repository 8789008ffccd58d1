using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.SignIn.Password;

/// <summary>How often one network may ask how good a password is.</summary>
internal sealed class StrengthLimit(IOptions<PasswordOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "password-strength";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>The form says by itself what is wrong: the meter is only left out.</summary>
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
