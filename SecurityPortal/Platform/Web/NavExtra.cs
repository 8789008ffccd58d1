namespace SecurityPortal.Platform.Web;

/// <summary>A component at the end of the navigation list; other folders register theirs.</summary>
/// <param name="Component">Its type.</param>
/// <param name="Roles">People with any of these roles see it; when none is named, everybody does.</param>
internal sealed record NavExtra(Type Component, params IReadOnlyList<string> Roles);
