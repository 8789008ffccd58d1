namespace SecurityPortal.Support.Callers;

/// <summary>The result of the person's answer.</summary>
public enum CallerOutcome
{
    Done,
    WrongNumber,

    /// <summary>Answered elsewhere, asked again, or too late.</summary>
    Over,
}
