namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was disabled. Has no "This wasn't me" link: reading the mail must not be enough to undo this.</summary>
internal sealed record AccountDisabledNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account was disabled"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You were signed out everywhere. Nobody can sign in to your account until it is enabled again."];
        yield return texts["If you don't know why, ask support."];
    }
}
