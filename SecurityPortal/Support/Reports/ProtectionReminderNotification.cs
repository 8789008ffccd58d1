using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Support.Reports;

/// <summary>
/// Asks a person who is not protected to set up a method. Contains no link at all: mails with a sign-in link are what attackers
/// send.
/// </summary>
internal sealed record ProtectionReminderNotification(ProtectionGap Gap) : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Protect your account better"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return Gap switch
        {
            ProtectionGap.NoMethod => texts["Two-factor authentication is off, so your password alone opens your account."],
            ProtectionGap.WeakOnly => texts["Your login codes come by text message only. Whoever takes over your phone number gets them too."],
            ProtectionGap.OneWayIn => texts["You have one way in. If you lose it, you lose access to your account."],
        };
        yield return texts["Sign in the way you always do, open Security and then Two-Factor Authentication, and set up a security key or an authentication app."];
    }
}
