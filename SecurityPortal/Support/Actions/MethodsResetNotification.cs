using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Actions;

/// <summary>Support turned methods off.</summary>
/// <param name="Off">The names of the methods, each worded in the language of the notification.</param>
internal sealed record MethodsResetNotification(IReadOnlyList<Func<string>> Off, bool IsTwoFactorOn, long Number) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Support reset your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Turned off: {0} (case {1}).", string.Join(", ", Off.Select(name => name())), Number];
        if (!IsTwoFactorOn)
        {
            yield return texts["When you next sign in, you have to set up a new method before anything else."];
        }

        yield return texts["You were signed out everywhere, and your trusted devices were removed."];
    }
}
