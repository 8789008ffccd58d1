namespace SecurityPortal.Support.Cases;

/// <summary>Why a case has an alarm: the caller may be someone else.</summary>
public enum CaseAlarm
{
    /// <summary>"This wasn't me".</summary>
    Disavowal,

    /// <summary>The person stopped a pending action.</summary>
    Stopped,

    /// <summary>In a browser where they are signed in, the person said that they are not on the phone with support.</summary>
    NotCalling,

    /// <summary>The account was locked or disabled while an action was pending in the case.</summary>
    AccountClosed,
}
