using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>Support had a temporary pass sent.</summary>
internal sealed record PassSentNotification(string Masked, long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support sent you a temporary pass"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Support sent a temporary pass to {0} (case {1}). It works once, with your password, and only to set up a new method.", Masked, Number];
    }
}
