namespace SecurityPortal.TwoFactor;

/// <summary>What decides whether somebody is in a roll-out.</summary>
internal sealed record RolloutPerson(string UserId, string? Email, IReadOnlyCollection<string> Roles);
