namespace SecurityPortal.Messaging.Notifications;

/// <summary>
/// Somebody answered a notification with "This wasn't me". Has no such link itself, because there is nothing left to stop.
/// </summary>
/// <param name="EmailRestored">Whether the previous address was restored.</param>
/// <param name="MethodsUndone">Whether newly added methods were removed again.</param>
/// <param name="MethodsKept">Whether methods stay on because the link may not remove them.</param>
/// <param name="Freeze">Returns how long methods cannot be changed, in the language of the notification.</param>
internal sealed record DisavowalNotification(bool EmailRestored, bool MethodsUndone, bool MethodsKept, Func<string> Freeze) : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["We stopped all access to your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone who can read your email answered \"This wasn't me\" to a notice."];
        yield return texts["You are signed out everywhere, we removed your trusted devices, and nobody can change your methods for {0}.", Freeze()];
        if (MethodsUndone)
        {
            yield return texts["We removed what was added."];
        }

        if (MethodsKept)
        {
            yield return texts["Your methods stay on: a link in an email is not enough to remove them. We told support."];
        }

        if (EmailRestored)
        {
            yield return texts["We restored your previous email address."];
        }

        yield return MethodsKept
            ? texts["If you can still sign in, change your password in your settings. If you can't, ask support for help."]
            : texts["Set a new password now: choose \"Forgot your password?\" on the sign-in page."];
    }
}
