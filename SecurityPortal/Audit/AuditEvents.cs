using static SecurityPortal.Audit.AuditCategory;
using static SecurityPortal.Audit.AuditDetail;
using static SecurityPortal.Audit.AuditSeverity;

namespace SecurityPortal.Audit;

/// <summary>
/// The complete catalogue of events. An event is declared here and nowhere else: its name in the log, what its detail
/// holds, the sentence for the person it is about, and the text for support. An event that is not declared here cannot be
/// logged.
/// </summary>
internal static class AuditEvents
{
    private static readonly Dictionary<string, AuditEventType> ByName = new(StringComparer.Ordinal);

    public static readonly AuditEventType SignedIn = Add(
        "signed-in", SignIns, Steps, (texts, about) => texts["Signed in with {0}", about], texts => texts["Signed in"], icon: "check");
    public static readonly AuditEventType SignedOut = Add(
        "signed-out", SignIns, None, (texts, _) => texts["Signed out"], texts => texts["Signed out"], icon: "sign-out");
    public static readonly AuditEventType Confirmed = Add(
        "confirmed", SignIns, Steps, (texts, about) => texts["Confirmed with {0}", about], texts => texts["Confirmed"], icon: "check");
    public static readonly AuditEventType PasswordRefused = Add(
        "password-refused", SignIns, None, (texts, _) => texts["Someone entered a wrong password"],
        texts => texts["Wrong password"], severity: Warning, byAnybody: true);
    public static readonly AuditEventType SecondFactorRefused = Add(
        "second-step-refused", SignIns, Steps, (texts, about) => texts["A second step failed: {0}", about],
        texts => texts["Second step failed"], severity: Warning, byAnybody: true);
    public static readonly AuditEventType CodesClosed = Add(
        "codes-closed", SignIns, None,
        (texts, _) => texts["A hundred wrong codes in a row: codes no longer open the account"],
        texts => texts["Codes blocked after a hundred wrong ones"], severity: Warning, byAnybody: true);
    public static readonly AuditEventType PasswordClosed = Add(
        "password-closed", SignIns, None,
        (texts, _) => texts["A hundred wrong passwords in a row: the password no longer opens the account"],
        texts => texts["Password blocked after a hundred wrong ones"], severity: Warning, byAnybody: true);
    public static readonly AuditEventType PasskeyRefused = Add(
        "passkey-refused", SignIns, Methods, (texts, _) => texts["A passkey was refused"],
        texts => texts["Passkey refused"], severity: Warning, byAnybody: true);
    public static readonly AuditEventType LoginRequested = Add(
        "login-requested", SignIns, None, (texts, _) => texts["A login request was sent"], texts => texts["Login request"], icon: "request");
    public static readonly AuditEventType LoginRequestApproved = Add(
        "login-request-approved", SignIns, Browser, (texts, about) => texts["Approved a login request from {0}", about],
        texts => texts["Login request approved"], icon: "request");
    public static readonly AuditEventType LoginRequestDenied = Add(
        "login-request-denied", SignIns, Browser, (texts, about) => texts["Refused a login request from {0}", about],
        texts => texts["Login request refused"], icon: "request");
    public static readonly AuditEventType DisabledSignIn = Add(
        "disabled-sign-in", SignIns, Steps, (texts, _) => texts["A sign-in was refused because the account was disabled"],
        texts => texts["Sign-in refused, account disabled"], severity: Warning, byAnybody: true);

    public static readonly AuditEventType MethodOn = Add(
        "method-on", Factors, Methods, (texts, about) => texts["Turned on: {0}", about], texts => texts["Turned on"]);
    public static readonly AuditEventType MethodOff = Add(
        "method-off", Factors, Methods, (texts, about) => texts["Turned off: {0}", about], texts => texts["Turned off"]);
    public static readonly AuditEventType MethodChanged = Add(
        "method-changed", Factors, Methods, (texts, about) => texts["Changed: {0}", about], texts => texts["Changed"]);
    public static readonly AuditEventType MethodsImported = Add(
        "methods-taken-over", Factors, Methods, (texts, about) => texts["Moved from your previous sign-in: {0}", about],
        texts => texts["Imported from the previous system"]);
    public static readonly AuditEventType SecurityKeyCopied = Add(
        "security-key-copied", Factors, Methods,
        (texts, _) => texts["A security key was refused because it may have been copied"],
        texts => texts["Key refused: it may have been copied"], severity: Warning);
    public static readonly AuditEventType TwoFactorOff = Add(
        "two-factor-off", Factors, None, (texts, _) => texts["Two-factor authentication was turned off"],
        texts => texts["Two-factor is off"], severity: Warning);
    public static readonly AuditEventType Disavowal = Add(
        "not-me", Factors, Methods, (texts, _) => texts["Someone answered \"This wasn't me\" to a notice"],
        texts => texts["\"This wasn't me\""], severity: Warning);

    public static readonly AuditEventType TrustedDeviceReplayed = Add(
        "trusted-device-replayed", Devices, None,
        (texts, _) => texts["A trusted device was removed because its cookie was used twice"],
        texts => texts["Trusted device removed: its cookie was used twice"], severity: Warning);
    public static readonly AuditEventType DeviceTrusted = Add(
        "device-trusted", Devices, None, (texts, _) => texts["Device trusted"], texts => texts["Device trusted"]);
    public static readonly AuditEventType DeviceForgotten = Add(
        "device-forgotten", Devices, None, (texts, _) => texts["Device no longer trusted"], texts => texts["Device no longer trusted"]);
    public static readonly AuditEventType SessionEnded = Add(
        "session-ended", Devices, Typed, (texts, _) => texts["Signed out on another device"],
        texts => texts["Sessions ended"], icon: "sign-out");

    public static readonly AuditEventType Registered = Add(
        "registered", Account, None, (texts, _) => texts["Account created"], texts => texts["Account created"]);
    public static readonly AuditEventType PasswordChanged = Add(
        "password-changed", Account, None, (texts, _) => texts["Password changed"], texts => texts["Password changed"]);
    public static readonly AuditEventType PasswordResetAsked = Add(
        "password-reset-asked", Account, None, (texts, _) => texts["Someone asked for a link to set a new password"],
        texts => texts["Password link requested"], byAnybody: true);
    public static readonly AuditEventType PasswordReset = Add(
        "password-reset", Account, None, (texts, _) => texts["New password set with a link"], texts => texts["Password set with a link"]);
    public static readonly AuditEventType NameChanged = Add(
        "name-changed", Account, Typed,
        (texts, about) => about.Length == 0 ? texts["Name removed"] : texts["Name changed to {0}", about],
        texts => texts["Name changed"], icon: "person");
    public static readonly AuditEventType EmailChangeAsked = Add(
        "email-change-asked", Account, None, (texts, _) => texts["New email address requested"],
        texts => texts["New address requested"], icon: "mail");
    public static readonly AuditEventType EmailChanged = Add(
        "email-changed", Account, None, (texts, _) => texts["Email address changed"], texts => texts["Address changed"], icon: "mail");
    public static readonly AuditEventType EmailConfirmationAsked = Add(
        "email-confirmation-asked", Account, None, (texts, _) => texts["A link to confirm the email address was sent"],
        texts => texts["Address confirmation sent"], icon: "mail");
    public static readonly AuditEventType EmailConfirmed = Add(
        "email-confirmed", Account, None, (texts, _) => texts["Email address confirmed"], texts => texts["Address confirmed"], icon: "mail");
    public static readonly AuditEventType DataExported = Add(
        "data-exported", Account, None, (texts, _) => texts["Account data downloaded"], texts => texts["Data downloaded"], icon: "download");
    public static readonly AuditEventType AccountDeleted = Add(
        "account-deleted", Account, None, (texts, _) => texts["Account deleted"], texts => texts["Account deleted"]);
    public static readonly AuditEventType AccountDisabled = Add(
        "account-disabled", Account, Typed, (texts, _) => texts["Your account was disabled"], texts => texts["Account disabled"]);
    public static readonly AuditEventType AccountEnabled = Add(
        "account-enabled", Account, Typed, (texts, _) => texts["Your account was enabled again"], texts => texts["Account enabled"]);
    public static readonly AuditEventType AccountLocked = Add(
        "account-locked", Account, Typed,
        (texts, about) => about.Length == 0 ? texts["The account was locked"] : texts["The account was locked: {0}", about],
        texts => texts["Account locked"]);
    public static readonly AuditEventType AccountOpened = Add(
        "account-opened", Account, Steps,
        (texts, about) => about.Length == 0
            ? texts["The locked account was unlocked"]
            : texts["The locked account was unlocked with {0}", about],
        texts => texts["Account unlocked"]);
    public static readonly AuditEventType RoleGranted = Add(
        "role-granted", Account, Typed, (texts, about) => texts["Role added: {0}", about], texts => texts["Role added"]);
    public static readonly AuditEventType RoleRevoked = Add(
        "role-revoked", Account, Typed, (texts, about) => texts["Role removed: {0}", about], texts => texts["Role removed"]);
    public static readonly AuditEventType RecoveryAsked = Add(
        "recovery-asked", Account, Cause,
        (texts, cause) => cause == Disavowal.Name
            ? texts["Account recovery began after \"This wasn't me\""]
            : texts["Account recovery requested"],
        texts => texts["Recovery requested"], byAnybody: true);
    public static readonly AuditEventType RecoveryStopped = Add(
        "recovery-stopped", Account, None, (texts, _) => texts["Account recovery was stopped"], texts => texts["Recovery stopped"]);
    public static readonly AuditEventType RecoveryLinkSent = Add(
        "recovery-link-sent", Account, None, (texts, _) => texts["A recovery link was sent"], texts => texts["Recovery link sent"]);
    public static readonly AuditEventType RecoveryUsed = Add(
        "recovery-used", Account, None, (texts, _) => texts["Account recovered: all methods were turned off"],
        texts => texts["Recovery used: all methods turned off"]);
    public static readonly AuditEventType RecoveryProven = Add(
        "recovery-proven", Account, Steps, (texts, about) => texts["Proof given for account recovery: {0}", about],
        texts => texts["Recovery: one proof given"]);
    public static readonly AuditEventType RecoveredByProofs = Add(
        "recovered-by-proofs", Account, Steps,
        (texts, about) => texts["Account recovered with two proofs ({0}): all methods were turned off", about],
        texts => texts["Recovery by two proofs: all methods off"]);

    public static readonly AuditEventType ApplicationSignedIn = Add(
        "application-signed-in", Applications, Typed, (texts, about) => texts["Signed in to {0}", about],
        texts => texts["Signed in to an application"]);
    public static readonly AuditEventType ApplicationSignedOut = Add(
        "application-signed-out", Applications, Typed,
        (texts, about) => texts["{0} signed you out here", about],
        texts => texts["Signed out by an application"]);
    public static readonly AuditEventType ApplicationAllowed = Add(
        "application-allowed", Applications, Typed, (texts, about) => texts["Let {0} know who you are", about],
        texts => texts["Consent given to an application"]);
    public static readonly AuditEventType ApplicationRefused = Add(
        "application-refused", Applications, Typed, (texts, about) => texts["Did not sign in to {0}", about],
        texts => texts["Sign-in to an application refused"]);
    public static readonly AuditEventType ApplicationRemoved = Add(
        "application-removed", Applications, Typed, (texts, about) => texts["Removed the application {0}", about],
        texts => texts["Application removed"]);
    public static readonly AuditEventType ApplicationTokenReplayed = Add(
        "application-token-replayed", Applications, Typed,
        (texts, about) => texts["{0} was signed out because someone used a copy of its token", about],
        texts => texts["Copied token of an application used"]);
    public static readonly AuditEventType ApplicationTokensGiven = Add(
        "application-tokens-given", Applications, Typed, (texts, about) => texts["{0} got access to your details", about],
        texts => texts["Access given to an application"]);
    public static readonly AuditEventType ApplicationTokensRenewed = Add(
        "application-tokens-renewed", Applications, Counted, Renewed, texts => texts["Access renewed by an application"]);
    public static readonly AuditEventType ApplicationTokensRevoked = Add(
        "application-tokens-revoked", Applications, Typed, (texts, about) => texts["{0} gave up its access", about],
        texts => texts["Access given up by an application"]);
    public static readonly AuditEventType ApplicationTold = Add(
        "application-told", Applications, Typed, (texts, about) => texts["{0} was told that your session ended", about],
        texts => texts["Application notified that a session ended"]);
    public static readonly AuditEventType ApplicationNotTold = Add(
        "application-not-told", Applications, Typed,
        (texts, about) => texts["{0} could not be told that your session ended", about],
        texts => texts["Application not notified that a session ended"]);
    public static readonly AuditEventType ClientRefused = Add(
        "client-refused", Applications, Typed, person: null, texts => texts["Application refused: wrong credentials"]);
    public static readonly AuditEventType ClientChanged = Add(
        "client-changed", Applications, Typed, person: null, texts => texts["Applications changed"]);

    public static readonly AuditEventType LookedUp = Add(
        "support-looked-up", SupportDesk, Search, person: null, texts => texts["Searched"]);
    public static readonly AuditEventType Viewed = Add(
        "support-viewed", SupportDesk, None, (texts, _) => texts["Support viewed your account"], texts => texts["Viewed by support"]);
    public static readonly AuditEventType CaseOpened = Add(
        "case-opened", SupportDesk, Typed, (texts, _) => texts["A case was opened"], texts => texts["Case opened"]);
    public static readonly AuditEventType CaseClosed = Add(
        "case-closed", SupportDesk, None, (texts, _) => texts["A case was closed"], texts => texts["Case closed"]);
    public static readonly AuditEventType CaseReopened = Add(
        "case-reopened", SupportDesk, Typed, (texts, _) => texts["A case was reopened"], texts => texts["Case reopened"]);
    public static readonly AuditEventType LossReported = Add(
        "loss-reported", SupportDesk, Losses, (texts, _) => texts["Something was reported lost or stolen"],
        texts => texts["Reported lost or stolen"], severity: Warning);
    public static readonly AuditEventType CaseAssigned = Add(
        "case-assigned", SupportDesk, Typed, (texts, _) => texts["A case was assigned to a support agent"], texts => texts["Case assigned"]);
    public static readonly AuditEventType CaseReleased = Add(
        "case-released", SupportDesk, None, (texts, _) => texts["A case went back to the support queue"],
        texts => texts["Case back in the queue"]);
    public static readonly AuditEventType CasePrioritised = Add(
        "case-prioritised", SupportDesk, Priority, (texts, _) => texts["The priority of a case was changed"], texts => texts["Priority set"]);
    public static readonly AuditEventType CaseDuplicate = Add(
        "case-duplicate", SupportDesk, CaseNumber, (texts, _) => texts["A case was closed as a duplicate"],
        texts => texts["Case closed as a duplicate"]);
    public static readonly AuditEventType TemplateChanged = Add(
        "template-changed", SupportDesk, Typed, person: null, texts => texts["Template written"]);
    public static readonly AuditEventType TemplateRemoved = Add(
        "template-removed", SupportDesk, Typed, person: null, texts => texts["Template removed"]);
    public static readonly AuditEventType AgentCodeMade = Add(
        "agent-code-made", SupportDesk, None, (texts, _) => texts["A support agent created a code to read out to you"], texts => texts["Agent code made"]);
    public static readonly AuditEventType AgentCodeConfirmed = Add(
        "agent-code-confirmed", SupportDesk, CaseNumber,
        (texts, _) => texts["Someone checked a support agent's code for your account. It was right."],
        texts => texts["Agent code confirmed"]);
    public static readonly AuditEventType AgentCodeWrong = Add(
        "agent-code-wrong", SupportDesk, CaseNumber,
        (texts, _) => texts["Someone checked a support agent's code for your account. It was wrong."],
        texts => texts["Wrong agent code entered"], severity: Warning);
    public static readonly AuditEventType CallerDenied = Add(
        "caller-denied", SupportDesk, Check, (texts, _) => texts["You said that you were not on the phone with support"],
        texts => texts["The person says they are not the caller"]);
    public static readonly AuditEventType ReportRead = Add(
        "report-read", SupportDesk, Report, person: null, texts => texts["Report read"]);
    public static readonly AuditEventType ReportExported = Add(
        "report-exported", SupportDesk, Report, person: null, texts => texts["Report exported"]);
    public static readonly AuditEventType RemindersRequested = Add(
        "reminders-requested", SupportDesk, Report, person: null, texts => texts["Reminders requested"]);
    public static readonly AuditEventType ReminderSent = Add(
        "reminder-sent", SupportDesk, Report, (texts, _) => texts["We reminded you to protect your account better"],
        texts => texts["Reminded to protect the account"]);
    public static readonly AuditEventType CheckSent = Add(
        "check-sent", SupportDesk, Check, (texts, _) => texts["A code for support was sent"], texts => texts["Code sent to the caller"]);
    public static readonly AuditEventType CheckPassed = Add(
        "check-passed", SupportDesk, Check, (texts, _) => texts["Support checked that it was you"], texts => texts["Check passed"]);
    public static readonly AuditEventType CheckFailed = Add(
        "check-failed", SupportDesk, Check, (texts, _) => texts["A check by support failed"], texts => texts["Check failed"]);
    public static readonly AuditEventType SupportAsked = Add(
        "support-asked", SupportDesk, SupportAction, (texts, _) => texts["Someone asked support for a change"], texts => texts["Requested"]);
    public static readonly AuditEventType SupportApproved = Add(
        "support-approved", SupportDesk, SupportDecision, (texts, _) => texts["A change was approved"], texts => texts["Approved"]);
    public static readonly AuditEventType SupportRefused = Add(
        "support-refused", SupportDesk, SupportDecision, (texts, _) => texts["A change was refused"], texts => texts["Refused by a lead"]);
    public static readonly AuditEventType SupportStopped = Add(
        "support-stopped", SupportDesk, SupportAction, (texts, _) => texts["A change by support was stopped"], texts => texts["Stopped"]);
    public static readonly AuditEventType SupportDenied = Add(
        "support-denied", SupportDesk, Denial, (texts, _) => texts["Support tried something that isn't allowed"], texts => texts["Not allowed"]);
    public static readonly AuditEventType Unlocked = Add(
        "unlocked", SupportDesk, None, (texts, _) => texts["Your sign-in was unlocked"], texts => texts["Unlocked"]);
    public static readonly AuditEventType PassSent = Add(
        "pass-sent", SupportDesk, Typed, (texts, about) => texts["A temporary pass was sent to {0}", about],
        texts => texts["Temporary pass sent"]);
    public static readonly AuditEventType PassShown = Add(
        "pass-shown", SupportDesk, None, (texts, _) => texts["A temporary pass was shown"], texts => texts["Temporary pass shown"]);
    public static readonly AuditEventType LogVerified = Add(
        "log-verified", SupportDesk, Verification, person: null, texts => texts["Log verified"]);
    public static readonly AuditEventType LogExported = Add(
        "log-exported", SupportDesk, Export, person: null, texts => texts["Log exported"]);
    public static readonly AuditEventType Restored = Add(
        "restored", SupportDesk, Typed, person: null, texts => texts["Restored from a backup"]);
    public static readonly AuditEventType LogRead = Add(
        "log-read", SupportDesk, Filter, person: null, texts => texts["Log read"]);

    public static IReadOnlyCollection<AuditEventType> All => ByName.Values;

    /// <summary>Returns the type with this name; null if only an earlier version wrote it.</summary>
    public static AuditEventType? Find(string name) => ByName.GetValueOrDefault(name);

    public static string[] NamesOf(AuditCategory category) =>
        [.. All.Where(type => type.Category == category).Select(type => type.Name)];

    private static string Renewed(IStringLocalizer<Texts> texts, string detail)
    {
        var (application, times) = CountedDetail.Read(detail);
        return times == "1" ? texts["{0} renewed its access", application] : texts["{0} renewed its access {1} times", application, times];
    }

    /// <param name="person">Null for events that are about nobody; only leads read those.</param>
    private static AuditEventType Add(
        string name, AuditCategory category, AuditDetail detail, Func<IStringLocalizer<Texts>, string, string>? person,
        Func<IStringLocalizer<Texts>, string> support, AuditSeverity severity = Notice, string? icon = null, bool byAnybody = false)
    {
        AuditEventType type = new(name, category, detail, person, support, severity, icon, byAnybody);
        ByName.Add(name, type);
        return type;
    }
}
