namespace SecurityPortal.Data;

/// <summary>Whether an account may be used (R17).</summary>
internal enum AccountState
{
    Active,

    /// <summary>Nothing opens it until it is enabled again.</summary>
    Disabled,

    /// <summary>Nobody has shown yet that they read mail at its address: that comes before everything else.</summary>
    Unconfirmed,
}
