namespace SecurityPortal.Platform.Web;

/// <summary>How much a notice wants to be seen.</summary>
public enum AlertKind
{
    Good,
    Info,
    Attention,
    Problem,
}
