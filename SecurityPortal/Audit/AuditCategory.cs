namespace SecurityPortal.Audit;

/// <summary>The category of a log entry; the pages filter by it.</summary>
internal enum AuditCategory
{
    SignIns,
    Factors,
    Devices,
    Account,
    Applications,
    SupportDesk,
}
