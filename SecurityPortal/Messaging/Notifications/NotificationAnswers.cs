namespace SecurityPortal.Messaging.Notifications;

/// <summary>Reads what a notification's link is for.</summary>
internal static class NotificationAnswers
{
    private const string StopPrefix = "stop:";

    public static string Stop(Guid id) => $"{StopPrefix}{id:N}";

    public static bool IsStop(string? undo) => undo?.StartsWith(StopPrefix, StringComparison.Ordinal) == true;

    /// <summary>What the link stops; null when it is for something else.</summary>
    public static Guid? StopId(string? undo) =>
        IsStop(undo) && Guid.TryParseExact(undo![StopPrefix.Length..], "N", out var id) ? id : null;
}
