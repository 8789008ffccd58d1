using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>How far a code got, why it got no further, and when the next one may be requested.</summary>
internal sealed record CodeProgress(CodeStep Step, DeliveryFault Fault, DateTimeOffset? NextSendAt)
{
    public bool IsFinal => Step >= CodeStep.Delivered;

    public bool HasFailed => Step == CodeStep.Failed;
}
