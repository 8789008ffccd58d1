using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Notices;

namespace SecurityPortal.Recovery;

/// <summary>All methods can be taken off after a wait, unless the person stops it.</summary>
/// <param name="Due">When the link is mailed.</param>
/// <param name="ByDisavowal">Whether "This wasn't me" began the wait, and not somebody who typed the password.</param>
internal sealed record RecoveryWaitingNotice(Guid RequestId, DateTimeOffset Due, bool ByDisavowal) : INotice
{
    public string? Undo => NoticeAnswers.Stop(RequestId);

    public string Subject(IStringLocalizer texts) => texts["Someone asked to recover your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return ByDisavowal
            ? texts["Someone answered \"This wasn't me\" to a notice about your methods."]
            : texts["Someone entered your password, then chose \"I can't use any of these\"."];
        yield return texts["On {0} (UTC), we'll email you a link. With your password, it turns off all your methods.", Due.ToString("f", CultureInfo.CurrentCulture)];
        yield return texts["Signing in with any of your methods, or setting a new password, stops it."];
    }
}

/// <summary>The link was used.</summary>
internal sealed record RecoveredNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["All your two-factor methods were turned off"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone used the link that we sent you when you asked to recover your account. When you next sign in, you have to set up a new method before anything else."];
        yield return texts["You were signed out everywhere, and your trusted devices were removed."];
    }
}
