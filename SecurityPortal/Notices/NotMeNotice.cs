using Microsoft.Extensions.Localization;

namespace SecurityPortal.Notices;

/// <summary>A notice was answered with "This wasn't me". Carries no such link itself: there is nothing more to stop.</summary>
/// <param name="EmailRestored">Whether the address before is back.</param>
/// <param name="MethodsUndone">Whether methods were taken off again.</param>
/// <param name="MethodsKept">Whether methods stay on that the link may not take off.</param>
/// <param name="Freeze">How long methods cannot be changed, said in the language of the notice.</param>
internal sealed record NotMeNotice(bool EmailRestored, bool MethodsUndone, bool MethodsKept, Func<string> Freeze) : INotice
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["We stopped everything on your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Somebody who reads your mail answered a notice with \"This wasn't me\"."];
        yield return texts["You are signed out everywhere, no device is trusted any more, and methods cannot be changed for {0}.", Freeze()];
        if (MethodsUndone)
        {
            yield return texts["We removed what was added."];
        }

        if (MethodsKept)
        {
            yield return texts["Your methods stay on: a link in an e-mail is not enough to remove them. We told support."];
        }

        if (EmailRestored)
        {
            yield return texts["Your e-mail address is the old one again."];
        }

        yield return MethodsKept
            ? texts["Can you still sign in? Then change your password in your settings. If you can't, ask support for help."]
            : texts["Set a new password now: use \"Forgot your password?\" on the sign-in page."];
    }
}
