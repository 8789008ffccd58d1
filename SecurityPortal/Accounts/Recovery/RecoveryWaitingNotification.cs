using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Says that all methods can be turned off after a wait, unless the person stops it.</summary>
/// <param name="Due">When the link is emailed.</param>
/// <param name="ByDisavowal">Whether "This wasn't me" began the wait, rather than somebody who typed the password.</param>
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
