namespace SecurityPortal.Support.Cases;

/// <summary>A member of support staff.</summary>
/// <param name="IsSelf">Whether it is the agent who is asking.</param>
public sealed record Colleague(string Id, string Name, bool IsSelf);
