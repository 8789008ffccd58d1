namespace SecurityPortal.Support.Cases;

/// <summary>How soon a case has to be worked. The names stand in addresses.</summary>
public enum CasePriority
{
    Low,
    Normal,
    High,
    Urgent,
}
