using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.TwoFactor;

/// <summary>How far a code got, why no further, and when another may be asked for.</summary>
internal sealed record CodeProgress(CodeStep Step, DeliveryFault Fault, DateTimeOffset? NextSendAt)
{
    public bool IsFinal => Step >= CodeStep.Delivered;

    public bool HasFailed => Step == CodeStep.Failed;
}
