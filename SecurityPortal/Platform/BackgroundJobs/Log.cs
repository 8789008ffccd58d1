namespace SecurityPortal.Platform.BackgroundJobs;

/// <summary>Messages about background jobs in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Error, "{Work} failed; trying again in {Every}.")]
    public static partial void RunFailed(this ILogger logger, Exception exception, string work, TimeSpan every);
}
