namespace SecurityPortal.TwoFactor;

/// <summary>The effect of turning a method off, for the person to confirm.</summary>
/// <param name="Methods">The ids of all methods that are turned off.</param>
/// <param name="EndsTwoFactor">Whether the last real method goes (R11).</param>
/// <param name="ForbiddenByPolicy">Whether policy keeps it on.</param>
public sealed record TurnOffPreview(IReadOnlyList<string> Methods, bool EndsTwoFactor, bool ForbiddenByPolicy);
