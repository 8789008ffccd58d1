namespace SecurityPortal.Platform.Web;

/// <summary>How urgent a notice is.</summary>
public enum AlertKind
{
    Good,
    Info,
    Attention,
    Problem,
}
