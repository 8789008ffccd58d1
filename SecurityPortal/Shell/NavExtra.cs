namespace SecurityPortal.Shell;

/// <summary>A component that the list of pages carries at its end; other folders register theirs.</summary>
internal sealed record NavExtra(Type Component);
