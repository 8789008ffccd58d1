namespace SecurityPortal.Support.Cases;

/// <summary>Which cases to list; the names stand in addresses.</summary>
public enum CaseFilter
{
    Open,

    /// <summary>Open, and assigned to the person who looks.</summary>
    Mine,

    /// <summary>Open, and nobody's.</summary>
    Unassigned,

    /// <summary>Open, and due before now.</summary>
    Overdue,

    /// <summary>Those in which a lead has to decide.</summary>
    NeedsLead,

    /// <summary>Those whose last request no lead decided in time.</summary>
    Expired,

    /// <summary>Those in which the person raised the alarm.</summary>
    Alarms,

    /// <summary>Alarms, and those in which a lead, the end of a waiting period or a new request is due.</summary>
    Waiting,

    /// <summary>Open, and nothing of that is due in them.</summary>
    Quiet,
    Closed,
    All,
}
