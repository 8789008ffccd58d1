namespace SecurityPortal.Data;

/// <summary>What the database and the settings write to the operator's log.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "{Warning}")]
    public static partial void SettingUnread(this ILogger logger, string warning);
}
