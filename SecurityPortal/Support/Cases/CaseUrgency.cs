namespace SecurityPortal.Support.Cases;

/// <summary>
/// What is due in a case, most urgent first. It is stored with the case, so that lists can be sorted and counted by it. The
/// database stores the numbers.
/// </summary>
internal enum CaseUrgency
{
    /// <summary>The case has an alarm.</summary>
    Alarm = 0,

    /// <summary>A lead has to decide.</summary>
    NeedsLead = 1,

    /// <summary>No lead decided the last request in time.</summary>
    Expired = 2,

    /// <summary>A waiting period is running.</summary>
    Waiting = 3,

    /// <summary>Open, with none of the above.</summary>
    Quiet = 4,
    Closed = 9,
}
