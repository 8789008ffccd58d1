namespace SecurityPortal.Platform.Web;

/// <summary>A component on every page of a signed-in person; other folders register theirs.</summary>
internal sealed record PageExtra(Type Component);
