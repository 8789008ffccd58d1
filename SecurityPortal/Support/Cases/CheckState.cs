namespace SecurityPortal.Support.Cases;

public enum CheckState
{
    /// <summary>The code was sent.</summary>
    Waiting,
    Passed,

    /// <summary>The digits were wrong; of a code, as often as it may be tried.</summary>
    Failed,

    /// <summary>A newer code took its place.</summary>
    Replaced,

    /// <summary>The code was read back too late, or not at all.</summary>
    Expired,

    /// <summary>The person says that they are not on the phone with support.</summary>
    Denied,
}
