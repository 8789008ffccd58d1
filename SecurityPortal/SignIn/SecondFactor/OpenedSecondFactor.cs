namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>The open method, what went wrong with its code, and why it is not the method that opened first.</summary>
internal sealed record OpenedSecondFactor(SecondFactorChoice Choice, string? Error, string? Notice);
