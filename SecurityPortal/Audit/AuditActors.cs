namespace SecurityPortal.Audit;

/// <summary>The actors in the log other than members of staff.</summary>
internal static class AuditActors
{
    /// <summary>The person the entry is about.</summary>
    public const string Self = "self";

    /// <summary>The operator who runs the program's commands (<c>SecurityPortal user disable</c>).</summary>
    public const string Operator = "operator";
}
