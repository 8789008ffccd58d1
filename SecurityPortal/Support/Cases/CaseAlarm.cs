namespace SecurityPortal.Support.Cases;

/// <summary>The person says that something is not their doing: the caller may be somebody else.</summary>
public enum CaseAlarm
{
    /// <summary>"This wasn't me".</summary>
    Disavowal,

    /// <summary>They stopped what support was asked to do.</summary>
    Stopped,

    /// <summary>Asked in a browser where they are signed in, they said that they are not on the phone with support.</summary>
    NotCalling,

    /// <summary>The account was locked or disabled while something waited in the case.</summary>
    AccountClosed,
}
