namespace SecurityPortal.Messaging.Notifications;

/// <summary>A message to a person about the security of their account.</summary>
internal interface ISecurityNotification
{
    string Subject(IStringLocalizer texts);

    IEnumerable<string> Lines(IStringLocalizer texts);

    /// <summary>
    /// What "This wasn't me" undoes, besides ending all sessions: <c>methods:</c> and the ids of the methods that were
    /// turned on, each followed by <c>/</c> and the id of the key or app if only that was added; or <c>email:</c> and the
    /// previous address. With <c>stop:</c> and an id, the link only stops what is in progress.
    /// </summary>
    string? Undo => null;

    /// <summary>Whether the notification carries a "This wasn't me" link.</summary>
    bool HasLink => true;
}
