namespace SecurityPortal.Platform.Signals;

internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Warning, "The connection that carries signals between nodes broke; reconnecting.")]
    public static partial void RelayBroken(this ILogger logger, Exception exception);
}
