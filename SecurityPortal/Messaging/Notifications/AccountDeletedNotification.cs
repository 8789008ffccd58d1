namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account is gone; the last mail there is.</summary>
internal sealed record AccountDeletedNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account was deleted"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your account and all its data are deleted. This can't be undone."];
    }
}
