namespace SecurityPortal.Authentication.Sessions;

/// <summary>Messages about sessions in the operator's log. Critical ones are worth waking somebody for.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Critical, "Session {Id} was not made by the portal, or was changed later: someone else is writing to the database.")]
    public static partial void SessionForged(this ILogger logger, Guid id);
}
