namespace SecurityPortal.Support.Cases;

/// <summary>
/// What is due in a case, the most urgent first, as it is stored with it: lists are sorted and counted by it. The database
/// keeps the numbers.
/// </summary>
internal enum CaseUrgency
{
    /// <summary>The person raised the alarm.</summary>
    Alarm = 0,

    /// <summary>A lead has to decide.</summary>
    NeedsLead = 1,

    /// <summary>No lead decided the last request in time.</summary>
    Expired = 2,

    /// <summary>A waiting period runs.</summary>
    Waiting = 3,

    /// <summary>Open, and nothing of that.</summary>
    Quiet = 4,
    Closed = 9,
}
