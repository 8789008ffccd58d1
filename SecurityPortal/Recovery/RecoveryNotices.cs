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

    public string Subject(IStringLocalizer texts) => texts["Somebody wants into your account without your two-factor methods"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return ByDisavowal
            ? texts["A notice about your methods was answered with \"This wasn't me\"."]
            : texts["Your password was typed, and then \"I can't use any of these\"."];
        yield return texts["On {0} (UTC) we e-mail you a link. Together with your password it takes all your methods off.", Due.ToString("f", CultureInfo.CurrentCulture)];
        yield return texts["Signing in with any of your methods stops it, and so does a new password."];
    }
}

/// <summary>The link was used.</summary>
internal sealed record RecoveredNotice : INotice
{
    public string Subject(IStringLocalizer texts) => texts["All your two-factor methods were taken off"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["The link was used that you were mailed after asking to get back in. The next sign-in leads to setting up a new method, and to nothing else."];
        yield return texts["You have been signed out everywhere, and no device is trusted any more."];
    }
}
