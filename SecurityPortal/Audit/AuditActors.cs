namespace SecurityPortal.Audit;

/// <summary>The actors of the log besides members of staff.</summary>
internal static class AuditActors
{
    /// <summary>The person whom the entry is about.</summary>
    public const string Self = "self";

    /// <summary>The operator who runs the commands of the program (<c>SecurityPortal user disable</c>).</summary>
    public const string Operator = "operator";
}
