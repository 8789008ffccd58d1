namespace SecurityPortal.Audit;

/// <summary>Who can read a log entry.</summary>
internal enum AuditReaders
{
    /// <summary>The person it is about, agents who open that person's account, and leads.</summary>
    PersonAndSupport,

    /// <summary>Only leads: the entry is about nobody.</summary>
    Leads,
}
