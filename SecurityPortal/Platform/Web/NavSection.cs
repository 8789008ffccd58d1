namespace SecurityPortal.Platform.Web;

/// <summary>A part of the portal whose pages replace the settings in the side navigation.</summary>
/// <param name="Path">The path that the addresses of its pages begin with.</param>
/// <param name="Component">The type of its navigation list.</param>
/// <param name="Roles">People with any of these roles see it.</param>
internal sealed record NavSection(string Path, Type Component, params IReadOnlyList<string> Roles);
