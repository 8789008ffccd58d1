namespace SecurityPortal.Platform.Database;

/// <summary>Messages about the database and the settings in the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "{Warning}")]
    public static partial void SettingUnread(this ILogger logger, string warning);

    [LoggerMessage(1002, LogLevel.Error, "The database does not answer: {Reason}. Everything that needs it fails until it does; trying again.")]
    public static partial void DatabaseIsAway(this ILogger logger, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "The database answers again. It was unavailable for {Lasted}, and {Failures} attempts failed.")]
    public static partial void DatabaseIsBack(this ILogger logger, TimeSpan lasted, int failures);
}
