using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <param name="IsUsedUp">Whether it is used up, as backup codes can be.</param>
internal sealed record SecondFactorChoice(MethodDescription Method, string? Hint, bool IsUsedUp = false);
