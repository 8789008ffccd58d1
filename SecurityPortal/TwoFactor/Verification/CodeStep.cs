namespace SecurityPortal.TwoFactor.Verification;

internal enum CodeStep
{
    NotSent,
    Sending,
    Sent,
    Delivered,
    Failed,
}
