namespace SecurityPortal.Audit;

/// <summary>What an entry of the log is about; the pages filter by it.</summary>
internal enum AuditCategory
{
    SignIns,
    Factors,
    Devices,
    Account,
    Applications,
    SupportDesk,
}
