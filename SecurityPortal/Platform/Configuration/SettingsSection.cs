namespace SecurityPortal.Platform.Configuration;

/// <summary>A section of the configuration, and the class that its keys are bound to.</summary>
/// <param name="Name">The name of the options, where several sections are bound to one class.</param>
internal sealed record SettingsSection(string Path, Type Type, string Name = "");
