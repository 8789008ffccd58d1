namespace SecurityPortal.Shell;

/// <summary>How much a notice wants to be seen.</summary>
public enum NoticeKind
{
    Good,
    Info,
    Attention,
    Problem,
}
