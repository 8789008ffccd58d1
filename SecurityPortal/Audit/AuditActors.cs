namespace SecurityPortal.Audit;

/// <summary>Who stands in the log as having done something, besides members of staff.</summary>
internal static class AuditActors
{
    /// <summary>The person whom the entry is about.</summary>
    public const string Self = "self";

    /// <summary>The operator who runs the commands of the program (<c>SecurityPortal user disable</c>).</summary>
    public const string Operator = "operator";
}
