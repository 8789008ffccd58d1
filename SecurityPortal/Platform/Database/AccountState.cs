namespace SecurityPortal.Platform.Database;

/// <summary>Whether an account may be used (R17).</summary>
internal enum AccountState
{
    Active,

    /// <summary>Nobody can sign in to it until it is enabled again.</summary>
    Disabled,

    /// <summary>
    /// Locked by its owner or by support. A primary method other than a text message opens it, or support together with a lead
    /// (R19).
    /// </summary>
    Locked,

    /// <summary>Nobody has confirmed its email address yet; that comes before everything else.</summary>
    Unconfirmed,
}
