namespace SecurityPortal.ActivityLog;

/// <summary>The names of what can happen, as they stand in the log.</summary>
internal static class ActivityEvents
{
    public const string SignedIn = "signed-in";
    public const string SignedOut = "signed-out";
    public const string Confirmed = "confirmed";
    public const string PasswordRefused = "password-refused";
    public const string SecondStepRefused = "second-step-refused";
    public const string MethodOn = "method-on";
    public const string MethodOff = "method-off";
    public const string MethodChanged = "method-changed";
    public const string TwoFactorOff = "two-factor-off";
}
