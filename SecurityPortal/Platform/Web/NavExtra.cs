namespace SecurityPortal.Platform.Web;

/// <summary>A component that the list of pages carries at its end; other folders register theirs.</summary>
/// <param name="Component">Its type.</param>
/// <param name="Roles">Who gets it, with any of these; with none named, everybody.</param>
internal sealed record NavExtra(Type Component, params IReadOnlyList<string> Roles);
