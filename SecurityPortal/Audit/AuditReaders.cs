namespace SecurityPortal.Audit;

/// <summary>The readers of an entry of the log.</summary>
internal enum AuditReaders
{
    /// <summary>The person whom it is about, agents who open that person, and leads.</summary>
    PersonAndSupport,

    /// <summary>It is about nobody, and only leads read it.</summary>
    Leads,
}
