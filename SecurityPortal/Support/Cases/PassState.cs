namespace SecurityPortal.Support.Cases;

public enum PassState
{
    /// <summary>It can be used until it ends.</summary>
    Open,
    Used,

    /// <summary>A newer one, a new password or a new method took its place, or what it was sent to was reported lost.</summary>
    Void,
    Expired,
}
