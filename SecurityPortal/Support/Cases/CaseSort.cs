namespace SecurityPortal.Support.Cases;

/// <summary>In which order; the names stand in addresses.</summary>
public enum CaseSort
{
    Urgent,
    Oldest,
    Newest,
    Due,
}
