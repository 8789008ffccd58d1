using Microsoft.Extensions.Localization;

namespace SecurityPortal.Notices;

/// <summary>A notice was answered with "This wasn't me". Carries no such link itself: there is nothing more to stop.</summary>
/// <param name="Freeze">How long methods cannot be changed, said in the language of the notice.</param>
internal sealed record NotMeNotice(bool EmailRestored, bool MethodsUndone, Func<string> Freeze) : INotice
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["We stopped everything on your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Somebody who reads your mail answered a notice with \"This wasn't me\"."];
        yield return texts["You are signed out everywhere, no device is trusted any more, and methods cannot be changed for {0}.", Freeze()];
        if (MethodsUndone)
        {
            yield return texts["What was added is removed again."];
        }

        if (EmailRestored)
        {
            yield return texts["Your e-mail address is the old one again."];
        }

        yield return texts["Set a new password now: use \"Forgot your password?\" on the sign-in page."];
    }
}
