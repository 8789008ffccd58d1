namespace SecurityPortal.Messaging.Notifications;

/// <summary>Acts on the answer to a notification. Other folders register their handlers.</summary>
internal interface INotificationDisavowedHandler
{
    /// <summary>Handles "Stop this". Returns false if what the id names is no longer in progress.</summary>
    Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Handles "This wasn't me". Returns when the person will be mailed a link to get back in; null if no such wait began.
    /// </summary>
    Task<DateTimeOffset?> RaiseAsync(PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken);
}
