namespace SecurityPortal.Platform.Web;

/// <summary>A component that every page of a signed-in person carries; other folders register theirs.</summary>
internal sealed record PageExtra(Type Component);
