namespace SecurityPortal.Messaging.Notifications;

/// <summary>The account was locked. Carries no link: somebody who reads the mail must not open it (R19).</summary>
/// <param name="Reason">The reason that was given; empty for none.</param>
/// <param name="Opening">The methods that open it again, each named in the language of the notification; empty when only
/// support does.</param>
internal sealed record AccountLockedNotification(string Reason, IReadOnlyList<Func<string>> Opening) : ISecurityNotification
{
    public bool HasLink => false;

    public string Subject(IStringLocalizer texts) => texts["Your account is locked"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["You are signed out everywhere. Until the account is opened again, nobody can change anything or start recovery."];
        if (Reason.Length > 0)
        {
            yield return texts["Reason: {0}", Reason];
        }

        yield return Opening.Count > 0
            ? texts["To open it, sign in with: {0}. A text message or a backup code is not enough. Support can open it too.", string.Join(", ", Opening.Select(name => name()))]
            : texts["Only support can open it again. They will check that it's you, and a second person has to agree."];
    }
}
