namespace SecurityPortal.TwoFactor;

/// <summary>The detail in the row of a method that is on.</summary>
/// <param name="Text">The text, such as "2 apps", "7 of 10 left" or a masked number.</param>
/// <param name="NeedsAttention">Whether the person should do something about it.</param>
public sealed record MethodDetail(string Text, bool NeedsAttention = false);
