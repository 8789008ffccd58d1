namespace SecurityPortal.Messaging.Notifications;

/// <summary>Something that a person is told.</summary>
internal interface ISecurityNotification
{
    string Subject(IStringLocalizer texts);

    IEnumerable<string> Lines(IStringLocalizer texts);

    /// <summary>
    /// What "This wasn't me" undoes beside ending all sessions: <c>methods:</c> and ids of methods that came on, each with
    /// <c>/</c> and the id of the key or app where only that was added; or <c>email:</c> and the address before. With
    /// <c>stop:</c> and an id, the link stops what is in progress and does nothing else.
    /// </summary>
    string? Undo => null;

    /// <summary>Whether the notification carries a "This wasn't me" link.</summary>
    bool HasLink => true;
}
