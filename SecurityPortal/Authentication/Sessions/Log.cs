namespace SecurityPortal.Authentication.Sessions;

/// <summary>What sessions write to the operator's log. Critical is what somebody should be woken for.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Critical, "Session {Id} was not made by the portal, or was changed later: someone else is writing to the database.")]
    public static partial void SessionForged(this ILogger logger, Guid id);
}
