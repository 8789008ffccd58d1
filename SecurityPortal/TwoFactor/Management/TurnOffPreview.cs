namespace SecurityPortal.TwoFactor.Management;

/// <summary>What turning a method off would do, for the person to confirm.</summary>
/// <param name="Methods">The ids of all methods that would be turned off.</param>
/// <param name="EndsTwoFactor">Whether this removes the last primary method, and so turns two-factor off (R11).</param>
/// <param name="ForbiddenByPolicy">Whether policy forbids turning two-factor off.</param>
public sealed record TurnOffPreview(IReadOnlyList<string> Methods, bool EndsTwoFactor, bool ForbiddenByPolicy);
