namespace SecurityPortal.Messaging.Notifications;

/// <summary>The password was changed.</summary>
/// <param name="ByReset">Whether it was reset by a mailed link, rather than changed in a session.</param>
internal sealed record PasswordChangedNotification(bool ByReset) : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Your password was changed"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return ByReset
            ? texts["Someone set a new password with a link that we sent to this address."]
            : texts["You set a new password in your security settings."];
        yield return texts["You were signed out everywhere else, and your trusted devices were removed."];
    }
}
