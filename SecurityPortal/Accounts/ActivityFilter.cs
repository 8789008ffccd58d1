namespace SecurityPortal.Accounts;

/// <summary>What a person may look for in the log.</summary>
public enum ActivityFilter
{
    Everything,
    SignIns,
    Methods,
    Devices,
    Account,
}
