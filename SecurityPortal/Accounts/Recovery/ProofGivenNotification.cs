using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Says that somebody has the password and has given one of the two proofs that let them in without any method.</summary>
internal sealed record ProofGivenNotification : ISecurityNotification
{
    public string Subject(IStringLocalizer texts) => texts["Someone is recovering your account"];

    public IEnumerable<string> Lines(IStringLocalizer texts)
    {
        yield return texts["Someone entered your password and gave one of the two proofs that turn off all your methods."];
    }
}
