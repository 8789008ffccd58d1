namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was disabled. Carries no "This wasn't me" link: somebody who reads the mail must not undo it.</summary>
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
