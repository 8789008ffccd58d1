using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>Support unlocked the sign-in.</summary>
internal sealed record UnlockedNotification(long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support unlocked your sign-in"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Your sign-in was locked after failed attempts. You can sign in again (case {0}).", Number];
    }
}
