namespace SecurityPortal.Accounts.PersonalData;

/// <summary>The filters for a person's activity.</summary>
public enum ActivityFilter
{
    Everything,
    SignIns,
    Methods,
    Devices,
    Account,
}
