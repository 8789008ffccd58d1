namespace SecurityPortal.Support.Cases;

/// <summary>How soon a case has to be worked. The names are stored in notes and in the log.</summary>
public enum CasePriority
{
    Low,
    Normal,
    High,
    Urgent,
}
