using System.Net;

namespace SecurityPortal.Platform.Health;

/// <summary>Messages about a node that cannot serve, in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "Portal:PublicUrl is https, this node listens on http alone, and Proxy:KnownProxies is empty: no page will work. Put the proxy that terminates TLS there.")]
    public static partial void NoProxyIsKnown(this ILogger logger);

    [LoggerMessage(7002, LogLevel.Warning, "{Address} says that a browser uses TLS, but is not in Proxy:KnownProxies, so the pages it serves do not work. Is it the proxy?")]
    public static partial void ProxyIsUnknown(this ILogger logger, IPAddress? address);

    [LoggerMessage(7003, LogLevel.Critical, "The portal cannot write to the database: {Reason}. Nobody can sign in at this node until it can.")]
    public static partial void DatabaseIsUnwritable(this ILogger logger, string reason);

    [LoggerMessage(7004, LogLevel.Warning, "The portal can write to the database again.")]
    public static partial void DatabaseIsWritable(this ILogger logger);
}
