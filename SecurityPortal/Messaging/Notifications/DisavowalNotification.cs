namespace SecurityPortal.Messaging.Notifications;

/// <summary>
/// A notification was answered with "This wasn't me". Carries no such link itself: there is nothing more to stop.
/// </summary>
/// <param name="EmailRestored">Whether the address before is back.</param>
/// <param name="MethodsUndone">Whether methods were taken off again.</param>
/// <param name="MethodsKept">Whether methods stay on that the link may not take off.</param>
/// <param name="Freeze">How long methods cannot be changed, said in the language of the notification.</param>
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
