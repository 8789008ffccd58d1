namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was locked. Has no link: reading the mail must not be enough to open the account (R19).</summary>
/// <param name="Reason">The reason given; empty if there is none.</param>
/// <param name="Opening">
/// The names of the methods that open it again, in the language of the notification; empty if only support can open it.
/// </param>
internal sealed record AccountLockedNotification(string Reason, IReadOnlyList<Func<string>> Opening) : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account is locked"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You are signed out everywhere. Until it is unlocked, nobody can change anything or start recovery."];
        if (Reason.Length > 0)
        {
            yield return texts["Reason: {0}", Reason];
        }

        yield return Opening.Count > 0
            ? texts["To unlock it, sign in with: {0}. A text message or a backup code is not enough. Support can unlock it too.", string.Join(", ", Opening.Select(name => name()))]
            : texts["Only support can unlock it. They will check that it's you, and a second person has to approve."];
    }
}
