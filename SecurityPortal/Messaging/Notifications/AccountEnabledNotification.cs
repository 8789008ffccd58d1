namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was enabled again.</summary>
internal sealed record AccountEnabledNotification : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account is enabled again"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You can sign in again with the same password and the same methods as before."];
        yield return texts["If you don't know why, ask support."];
    }
}
