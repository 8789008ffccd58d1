namespace SecurityPortal.Platform.Database;

/// <summary>A section of the configuration, and the class that its keys are bound to.</summary>
internal sealed record SettingsSection(string Path, Type Type);
