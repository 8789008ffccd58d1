namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The method that is open, what went wrong with its code, and why it is not the one that opened first.</summary>
internal sealed record OpenedSecondFactor(SecondFactorChoice Choice, string? Error, string? Notice);
