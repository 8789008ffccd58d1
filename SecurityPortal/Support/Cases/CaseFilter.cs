namespace SecurityPortal.Support.Cases;

/// <summary>Which cases to list. The names appear in URLs.</summary>
public enum CaseFilter
{
    Open,

    /// <summary>Open, and assigned to the agent who is looking.</summary>
    Mine,

    /// <summary>Open, and unassigned.</summary>
    Unassigned,

    /// <summary>Open, and past due.</summary>
    Overdue,

    /// <summary>Cases in which a lead has to decide.</summary>
    NeedsLead,

    /// <summary>Cases whose last request no lead decided in time.</summary>
    Expired,

    /// <summary>Cases with an alarm.</summary>
    Alarms,

    /// <summary>Alarms, and cases that wait for a lead, for the end of a waiting period, or for a new request after one expired.</summary>
    Waiting,

    /// <summary>Open, with no alarm and nothing pending.</summary>
    Quiet,
    Closed,
    All,
}
