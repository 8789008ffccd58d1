using SecurityPortal.Shell;

namespace SecurityPortal.Settings;

/// <summary>What became of a change, in a sentence for the person.</summary>
public sealed record MethodNews(NoticeKind Kind, string Text);
