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
    public const string MethodsTakenOver = "methods-taken-over";
    public const string SecurityKeyCopied = "security-key-copied";
    public const string TrustedDeviceReplayed = "trusted-device-replayed";
    public const string DeviceTrusted = "device-trusted";
    public const string DeviceForgotten = "device-forgotten";
    public const string SessionEnded = "session-ended";
    public const string LoginRequested = "login-requested";
    public const string LoginRequestApproved = "login-request-approved";
    public const string LoginRequestDenied = "login-request-denied";
    public const string TwoFactorOff = "two-factor-off";
    public const string Registered = "registered";
    public const string PasswordChanged = "password-changed";
    public const string PasswordResetAsked = "password-reset-asked";
    public const string PasswordReset = "password-reset";
    public const string EmailChangeAsked = "email-change-asked";
    public const string EmailChanged = "email-changed";
    public const string NotMe = "not-me";
    public const string DataExported = "data-exported";
    public const string AccountDeleted = "account-deleted";
    public const string RecoveryAsked = "recovery-asked";
    public const string RecoveryStopped = "recovery-stopped";
    public const string RecoveryLinkSent = "recovery-link-sent";
    public const string RecoveryUsed = "recovery-used";
    public const string LookedUp = "support-looked-up";
    public const string Viewed = "support-viewed";
    public const string CaseOpened = "case-opened";
    public const string CaseClosed = "case-closed";
    public const string CaseReopened = "case-reopened";
    public const string LossReported = "loss-reported";
    public const string CheckSent = "check-sent";
    public const string CheckPassed = "check-passed";
    public const string CheckFailed = "check-failed";
    public const string SupportAsked = "support-asked";
    public const string SupportApproved = "support-approved";
    public const string SupportRefused = "support-refused";
    public const string SupportStopped = "support-stopped";
    public const string SupportDenied = "support-denied";
    public const string Unlocked = "unlocked";
    public const string PassSent = "pass-sent";
    public const string PassShown = "pass-shown";
    public const string LogVerified = "log-verified";
    public const string LogExported = "log-exported";
    public const string LogRead = "log-read";
}
