namespace SecurityPortal.Support.Cases;

/// <summary>Where checks can reach the person, masked; null where they cannot.</summary>
/// <param name="Lost">What the person has reported lost, in this case or another.</param>
/// <param name="Browser">Whether a browser was signed in before the call that can be asked.</param>
public sealed record CheckPlaces(string? Text, string? Email, LostThings Lost, bool Browser);
