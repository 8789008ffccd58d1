namespace SecurityPortal.Messaging.Notifications;

/// <summary>Acts on "This wasn't me"; other folders register theirs.</summary>
internal interface INotificationDisavowedHandler
{
    /// <summary>"Stop this": false when what the id names is not in progress any more.</summary>
    Task<bool> StopAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// "This wasn't me". The result is when the person is mailed a link to get back in; null where no wait for one began.
    /// </summary>
    Task<DateTimeOffset?> RaiseAsync(PersonTransaction transaction, DisavowedNotification disavowal, CancellationToken cancellationToken);
}
