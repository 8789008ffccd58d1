namespace SecurityPortal.TwoFactor.LoginRequests;

internal enum LoginRequestState
{
    Pending,

    /// <summary>Suppressed: shown to nobody, though it looks like any other request to the person who made it.</summary>
    Silent,
    Approved,
    Claimed,
    Cancelled,
    Denied,
}
