using SecurityPortal.Platform.Database;

namespace SecurityPortal.Messaging.Notifications;

/// <summary>What else follows from a person's answer to a notification; other folders register theirs.</summary>
internal interface INotificationDisavowedHandler
{
    /// <summary>"Stop this": false when what the id names is not in progress any more.</summary>
    Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// "This wasn't me". The result is when the person is mailed a link to get back in; null where no wait for one began.
    /// </summary>
    Task<DateTimeOffset?> RaiseAsync(PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken);
}
