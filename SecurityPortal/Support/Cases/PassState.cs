namespace SecurityPortal.Support.Cases;

public enum PassState
{
    /// <summary>It can be used until it expires.</summary>
    Open,
    Used,

    /// <summary>Voided before use, such as by a newer pass, a new password or method, a loss report, "This wasn't me", or a lock.</summary>
    Void,
    Expired,
}
