namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was deleted. This is the last mail about it.</summary>
internal sealed record AccountDeletedNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account was deleted"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your account and all its data are deleted. This can't be undone."];
    }
}
