namespace SecurityPortal.Audit;

/// <summary>The category of an entry of the log; the pages filter by it.</summary>
internal enum AuditCategory
{
    SignIns,
    Factors,
    Devices,
    Account,
    Applications,
    SupportDesk,
}
