namespace SecurityPortal.Support.Cases;

/// <summary>Where a case stands.</summary>
public enum CaseStage
{
    Open,

    /// <summary>A lead has to decide.</summary>
    NeedsLead,

    /// <summary>A waiting period runs.</summary>
    Waiting,
    Closed,

    /// <summary>The last request was decided by nobody in time.</summary>
    RanOut,
}
