namespace SecurityPortal.ActivityLog;

/// <summary>Who stands in the log as having done something, besides the person and members of staff.</summary>
internal static class ActivityActors
{
    /// <summary>Whoever gives the verbs of the program (<c>SecurityPortal user disable</c>).</summary>
    public const string Operator = "operator";
}
