namespace SecurityPortal.TwoFactor.LoginRequests;

internal enum LoginRequestState
{
    Pending,

    /// <summary>One too many: shown to nobody, and to the person who asks it looks like any other.</summary>
    Silent,
    Approved,
    Claimed,
    Cancelled,
    Denied,
}
