namespace SecurityPortal.Messaging.Notifications;

/// <summary>Writes and reads the <see cref="ISecurityNotification.Undo"/> of a link that stops a pending change.</summary>
internal static class NotificationAnswers
{
    private const string StopPrefix = "stop:";

    public static string Stop(Guid id) => $"{StopPrefix}{id:N}";

    public static bool IsStop(string? undo) => undo?.StartsWith(StopPrefix, StringComparison.Ordinal) == true;

    /// <summary>Returns the id of the pending change that the link stops; null if the link is for something else.</summary>
    public static Guid? StopId(string? undo) =>
        IsStop(undo) && Guid.TryParseExact(undo![StopPrefix.Length..], "N", out var id) ? id : null;
}
