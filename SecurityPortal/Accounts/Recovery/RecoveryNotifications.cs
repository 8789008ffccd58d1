using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>All methods can be taken off after a wait, unless the person stops it.</summary>
/// <param name="Due">When the link is mailed.</param>
/// <param name="ByDisavowal">Whether "This wasn't me" began the wait, and not somebody who typed the password.</param>
internal sealed record RecoveryWaitingNotification(Guid RequestId, DateTimeOffset Due, bool ByDisavowal) : ISecurityNotification
{
    public string? Undo => NotificationAnswers.Stop(RequestId);

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

/// <summary>A recovery took all methods off.</summary>
/// <param name="ByProofs">Whether by two proofs, and not by the link at the end of a wait.</param>
internal sealed record RecoveredNotification(bool ByProofs = false) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["All your two-factor methods were turned off"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return ByProofs
            ? texts["Someone entered your password and gave two proofs, as you can when you have lost all your methods. All they can do next is set up a new method."]
            : texts["Someone used the link that we sent you when you asked to recover your account. When you next sign in, you have to set up a new method before anything else."];
        yield return texts["You were signed out everywhere, and your trusted devices were removed."];
    }
}

/// <summary>Somebody has the password, and one of the two things that get them in without any method.</summary>
internal sealed record ProofGivenNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone is recovering your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered your password and gave one of the two proofs that turn off all your methods."];
    }
}
