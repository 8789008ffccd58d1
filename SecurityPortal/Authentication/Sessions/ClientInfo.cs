using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>The browser and the address of a request.</summary>
public sealed record ClientInfo(string UserAgent, string Address)
{
    public const int MaxUserAgentLength = 256;

    /// <summary>The token by which the browser is recognised; null if it has none.</summary>
    internal string? Browser { get; init; }

    /// <summary>The network that rate limits count by: <see cref="ClientNetwork"/> of the address.</summary>
    internal string Network => ClientNetwork.Of(Address);

    public static ClientInfo Of(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new(
            agent.Length > MaxUserAgentLength ? agent[..MaxUserAgentLength] : agent,
            ClientNetwork.Plain(context.Connection.RemoteIpAddress)?.ToString() ?? "")
        {
            Browser = BrowserCookie.Of(context),
        };
    }
}
