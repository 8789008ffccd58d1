namespace SecurityPortal.Support.Cases;

/// <summary>The stage of a case.</summary>
public enum CaseStage
{
    Open,

    /// <summary>A lead has to decide.</summary>
    NeedsLead,

    /// <summary>A waiting period is running.</summary>
    Waiting,
    Closed,

    /// <summary>No lead decided the last request in time.</summary>
    RanOut,
}
