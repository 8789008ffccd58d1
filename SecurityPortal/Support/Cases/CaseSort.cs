namespace SecurityPortal.Support.Cases;

/// <summary>The order of a list of cases. The names appear in URLs.</summary>
public enum CaseSort
{
    Urgent,
    Oldest,
    Newest,
    Due,
}
