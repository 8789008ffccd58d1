namespace SecurityPortal.Platform.Database;

/// <summary>Whether an account may be used (R17).</summary>
internal enum AccountState
{
    Active,

    /// <summary>Nothing opens it until it is enabled again.</summary>
    Disabled,

    /// <summary>Locked by its owner or by support: a primary method that is no text opens it, or support with a lead (R19).</summary>
    Locked,

    /// <summary>Nobody has shown yet that they read mail at its address: that comes before everything else.</summary>
    Unconfirmed,
}
