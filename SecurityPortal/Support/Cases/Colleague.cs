namespace SecurityPortal.Support.Cases;

/// <summary>Somebody who works for support.</summary>
/// <param name="IsSelf">Whether it is the person who asks.</param>
public sealed record Colleague(string Id, string Name, bool IsSelf);
