namespace SecurityPortal.TwoFactor;

/// <summary>The facts that decide whether a person is in a roll-out.</summary>
internal sealed record RolloutPerson(string UserId, string? Email, IReadOnlyCollection<string> Roles);
