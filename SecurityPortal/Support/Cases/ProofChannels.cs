using SecurityPortal.Support.Actions;

namespace SecurityPortal.Support.Cases;

internal static class ProofChannels
{
    public static ProofChannel Of(CheckKind kind) => kind switch
    {
        CheckKind.CodeByEmail => ProofChannel.Mailbox,
        CheckKind.CodeByText or CheckKind.CallBack or CheckKind.SignedInPhone => ProofChannel.Number,
        CheckKind.IdentityDocument => ProofChannel.Document,
        CheckKind.SignedInBrowser => ProofChannel.Browser,
    };

    public static ProofChannel Of(PassDelivery delivery) => delivery switch
    {
        PassDelivery.Text => ProofChannel.Number,
        PassDelivery.Email or PassDelivery.Page => ProofChannel.Mailbox,
    };

    /// <summary>Whether this channel was reported lost.</summary>
    public static bool IsLost(this ProofChannel channel, LostThings lost) => channel switch
    {
        ProofChannel.Mailbox => lost.HasFlag(LostThings.Mailbox),
        ProofChannel.Number => lost.HasFlag(LostThings.Phone),
        ProofChannel.Browser => lost.HasFlag(LostThings.Computer),
        ProofChannel.Document => false,
    };
}
