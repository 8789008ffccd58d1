namespace SecurityPortal.Platform.Web;

/// <summary>How much a notification wants to be seen.</summary>
public enum AlertKind
{
    Good,
    Info,
    Attention,
    Problem,
}
