namespace SecurityPortal.Audit;

/// <summary>Messages about the audit log in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "Old entries of the activity log could not be deleted; trying again in an hour.")]
    public static partial void CutFailed(this ILogger logger, Exception exception);

    [LoggerMessage(4002, LogLevel.Critical, "The activity log is broken at entry {Sequence}. No old entry is deleted until someone has checked it. See 'SecurityPortal log verify'.")]
    public static partial void NothingIsDropped(this ILogger logger, long sequence);
}
