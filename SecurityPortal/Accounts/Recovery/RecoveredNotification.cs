using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Says that a recovery turned off all methods.</summary>
/// <param name="ByProofs">Whether two proofs did it, rather than the link at the end of a wait.</param>
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
