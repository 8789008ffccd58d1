namespace SecurityPortal.Messaging.Notifications;

/// <summary>Reads what a notification's link is for.</summary>
internal static class NotificationAnswers
{
    private const string StopPrefix = "stop:";

    public static string Stop(Guid id) => $"{StopPrefix}{id:N}";

    public static bool IsStop(string? undo) => undo?.StartsWith(StopPrefix, StringComparison.Ordinal) == true;

    /// <summary>The pending change that the link stops; null when the link is for something else.</summary>
    public static Guid? StopId(string? undo) =>
        IsStop(undo) && Guid.TryParseExact(undo![StopPrefix.Length..], "N", out var id) ? id : null;
}
