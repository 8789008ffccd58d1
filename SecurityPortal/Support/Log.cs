namespace SecurityPortal.Support;

/// <summary>What support writes to the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "Resets whose waiting period is over could not be done; trying again soon.")]
    public static partial void DueActionsFailed(this ILogger logger, Exception exception);
}
