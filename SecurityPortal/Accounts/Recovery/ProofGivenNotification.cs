using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Somebody has the password, and one of the two things that get them in without any method.</summary>
internal sealed record ProofGivenNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone is recovering your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered your password and gave one of the two proofs that turn off all your methods."];
    }
}
