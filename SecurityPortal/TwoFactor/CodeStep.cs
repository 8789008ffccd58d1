namespace SecurityPortal.TwoFactor;

internal enum CodeStep
{
    NotSent,
    Sending,
    Sent,
    Delivered,
    Failed,
}
