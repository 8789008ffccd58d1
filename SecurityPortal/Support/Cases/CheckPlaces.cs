namespace SecurityPortal.Support.Cases;

/// <summary>Where checks can reach the person, masked; null where they cannot.</summary>
/// <param name="Lost">What the person has reported lost, in this case or another.</param>
/// <param name="Browser">Whether a browser can be asked that was signed in before the case was opened.</param>
public sealed record CheckPlaces(string? Text, string? Email, LostThings Lost, bool Browser);
