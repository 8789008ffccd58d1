namespace SecurityPortal.Platform.Web;

/// <summary>A part of the portal whose pages are listed at the side in the place of the settings.</summary>
/// <param name="Path">The path that its pages begin with.</param>
/// <param name="Component">The type of the list.</param>
/// <param name="Roles">Who gets it, with any of these.</param>
internal sealed record NavSection(string Path, Type Component, params IReadOnlyList<string> Roles);
