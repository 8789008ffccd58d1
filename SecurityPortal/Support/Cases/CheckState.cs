namespace SecurityPortal.Support.Cases;

public enum CheckState
{
    /// <summary>The code was sent, or the question is open.</summary>
    Waiting,
    Passed,

    /// <summary>The dialled digits were wrong, or every allowed attempt at the code or number was.</summary>
    Failed,

    /// <summary>A newer code or question took its place.</summary>
    Replaced,

    /// <summary>The code or number came too late, or not at all.</summary>
    Expired,

    /// <summary>The person says that they are not on the phone with support.</summary>
    Denied,
}
