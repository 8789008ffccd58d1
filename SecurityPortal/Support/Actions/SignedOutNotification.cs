using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>Support ended all sessions.</summary>
internal sealed record SignedOutNotification(long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support signed you out everywhere"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Support signed you out everywhere (case {0}).", Number];
    }
}
