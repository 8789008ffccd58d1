namespace SecurityPortal.OpenId;

/// <summary>Messages about the provider in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Warning, "The client {Client} did not accept a logout token: {Fault}. {Next}")]
    public static partial void LogoutFailed(this ILogger logger, string client, string fault, string next);
}
