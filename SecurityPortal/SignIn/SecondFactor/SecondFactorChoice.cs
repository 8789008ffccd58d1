using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.SecondFactor;

/// <param name="IsUsedUp">Whether none of it is left, as of backup codes.</param>
internal sealed record SecondFactorChoice(MethodDescription Method, string? Hint, bool IsUsedUp = false);
