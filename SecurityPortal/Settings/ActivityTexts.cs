using System.Globalization;
using Microsoft.Extensions.Localization;
using SecurityPortal.Accounts;
using SecurityPortal.Audit;

namespace SecurityPortal.Settings;

/// <summary>Says what an entry of the log means to the person it is about.</summary>
internal sealed class ActivityTexts(SessionTexts sessions, IStringLocalizer<Texts> texts)
{
    private static readonly HashSet<string> Anybodys =
    [
        AuditEvents.PasswordRefused, AuditEvents.SecondFactorRefused, AuditEvents.PasskeyRefused, AuditEvents.CodesClosed,
        AuditEvents.PasswordClosed, AuditEvents.PasswordResetAsked, AuditEvents.DisabledSignIn, AuditEvents.RecoveryAsked,
    ];

    public string What(AuditLogEntry entry) => entry.Event switch
    {
        AuditEvents.SignedIn => texts["Signed in with {0}", sessions.AuthenticationMethods(entry.Detail.Split(','))],
        AuditEvents.SignedOut => texts["Signed out"],
        AuditEvents.Confirmed => texts["Confirmed with {0}", sessions.AuthenticationMethods(entry.Detail.Split(','))],
        AuditEvents.PasswordRefused => texts["Someone entered a wrong password"],
        AuditEvents.SecondFactorRefused => texts["A second step failed: {0}", Names(entry.Detail)],
        AuditEvents.CodesClosed => texts["A hundred wrong codes in a row: codes no longer open the account"],
        AuditEvents.PasswordClosed => texts["A hundred wrong passwords in a row: the password no longer opens the account"],
        AuditEvents.PasskeyRefused => texts["A passkey was refused"],
        AuditEvents.MethodOn => texts["Turned on: {0}", Names(entry.Detail)],
        AuditEvents.MethodOff => texts["Turned off: {0}", Names(entry.Detail)],
        AuditEvents.MethodChanged => texts["Changed: {0}", Names(entry.Detail)],
        AuditEvents.MethodsImported => texts["Moved from your previous sign-in: {0}", Names(entry.Detail)],
        AuditEvents.TwoFactorOff => texts["Two-factor authentication was turned off"],
        AuditEvents.SecurityKeyCopied => texts["A security key was refused because it may have been copied"],
        AuditEvents.TrustedDeviceReplayed => texts["A trusted device was removed because its cookie was used twice"],
        AuditEvents.DeviceTrusted => texts["Device trusted"],
        AuditEvents.DeviceForgotten => texts["Device no longer trusted"],
        AuditEvents.SessionEnded => texts["Signed out on another device"],
        AuditEvents.LoginRequested => texts["A login request was sent"],
        AuditEvents.LoginRequestApproved => texts["Approved a login request from {0}", sessions.Browser(entry.Detail)],
        AuditEvents.LoginRequestDenied => texts["Refused a login request from {0}", sessions.Browser(entry.Detail)],
        AuditEvents.Registered => texts["Account created"],
        AuditEvents.PasswordChanged => texts["Password changed"],
        AuditEvents.PasswordResetAsked => texts["Someone asked for a link to set a new password"],
        AuditEvents.PasswordReset => texts["New password set with a link"],
        AuditEvents.EmailChangeAsked => texts["New email address requested"],
        AuditEvents.EmailChanged => texts["Email address changed"],
        AuditEvents.EmailConfirmationAsked => texts["A link to confirm the email address was sent"],
        AuditEvents.EmailConfirmed => texts["Email address confirmed"],
        AuditEvents.AccountDisabled => texts["Your account was disabled"],
        AuditEvents.AccountEnabled => texts["Your account was enabled again"],
        AuditEvents.AccountLocked => entry.Detail.Length == 0
            ? texts["The account was locked"]
            : texts["The account was locked: {0}", entry.Detail],
        AuditEvents.AccountOpened => entry.Detail.Length == 0
            ? texts["The locked account was opened again"]
            : texts["The locked account was opened again with {0}", Names(entry.Detail)],
        AuditEvents.DisabledSignIn => texts["A sign-in was refused because the account was disabled"],
        AuditEvents.RoleGranted => texts["Role added: {0}", entry.Detail],
        AuditEvents.RoleRevoked => texts["Role removed: {0}", entry.Detail],
        AuditEvents.Disavowal => texts["Someone answered \"This wasn't me\" to a notice"],
        AuditEvents.RecoveryAsked when entry.Detail == AuditEvents.Disavowal =>
            texts["Account recovery began after \"This wasn't me\""],
        AuditEvents.RecoveryAsked => texts["Account recovery requested"],
        AuditEvents.RecoveryStopped => texts["Account recovery was stopped"],
        AuditEvents.RecoveryLinkSent => texts["A recovery link was sent"],
        AuditEvents.RecoveryUsed => texts["Account recovered: all methods were turned off"],
        AuditEvents.RecoveryProven => texts["A proof for account recovery: {0}", Names(entry.Detail)],
        AuditEvents.RecoveredByProofs => texts["Account recovered with two proofs ({0}): all methods were turned off", Names(entry.Detail)],
        AuditEvents.DataExported => texts["Account data downloaded"],
        AuditEvents.AccountDeleted => texts["Account deleted"],
        AuditEvents.ApplicationSignedIn => texts["Signed in to {0}", entry.Detail],
        AuditEvents.ApplicationSignedOut => texts["Signed out from {0}, here and everywhere", entry.Detail],
        AuditEvents.ApplicationAllowed => texts["Let {0} know who you are", entry.Detail],
        AuditEvents.ApplicationRefused => texts["Did not sign in to {0}", entry.Detail],
        AuditEvents.ApplicationRemoved => texts["Removed the application {0}", entry.Detail],
        AuditEvents.ApplicationTokenReplayed => texts["{0} was signed out because someone used a copy of its access", entry.Detail],
        AuditEvents.ApplicationTokensGiven => texts["{0} got access to your details", entry.Detail],
        AuditEvents.ApplicationTokensRenewed => Renewed(entry.Detail),
        AuditEvents.ApplicationTokensRevoked => texts["{0} gave its access back", entry.Detail],
        AuditEvents.ApplicationTold => texts["{0} was told that your session ended", entry.Detail],
        AuditEvents.ApplicationNotTold => texts["{0} could not be told that your session ended", entry.Detail],
        AuditEvents.ClientRefused => texts["An application could not prove which one it is: {0}", entry.Detail],
        AuditEvents.ClientChanged => texts["The applications that people sign in to were changed"],
        AuditEvents.LookedUp => texts["Searched for people"],
        AuditEvents.LogVerified => texts["Log verified"],
        AuditEvents.LogExported => texts["Log exported"],
        AuditEvents.LogRead => texts["Log read"],
        AuditEvents.Restored => texts["The portal was restored from a backup"],
        AuditEvents.Viewed => texts["Support viewed your account"],
        AuditEvents.CaseOpened => texts["A case was opened"],
        AuditEvents.CaseClosed => texts["A case was closed"],
        AuditEvents.CaseReopened => texts["A case was reopened"],
        AuditEvents.CaseAssigned => texts["A case was given to an agent of support"],
        AuditEvents.CaseReleased => texts["A case went back to the queue of support"],
        AuditEvents.CasePrioritised => texts["A case got another priority"],
        AuditEvents.CaseDuplicate => texts["A case was closed as a duplicate"],
        AuditEvents.TemplateChanged => texts["Wrote a template for notes"],
        AuditEvents.TemplateRemoved => texts["Removed a template for notes"],
        AuditEvents.AgentCodeMade => texts["An agent made a code to read to you"],
        AuditEvents.CallerDenied => texts["Said that you were not on the phone with support"],
        AuditEvents.ReportRead => texts["Read a report of support"],
        AuditEvents.ReportExported => texts["Exported a report of support"],
        AuditEvents.RemindersRequested => texts["Had people reminded to protect their accounts"],
        AuditEvents.ReminderSent => texts["We reminded you to protect your account better"],
        AuditEvents.LossReported => texts["Something was reported lost or stolen"],
        AuditEvents.CheckSent => texts["A code for support was sent"],
        AuditEvents.CheckPassed => texts["Support checked that it was you"],
        AuditEvents.CheckFailed => texts["A check by support failed"],
        AuditEvents.SupportAsked => texts["Someone asked support for a change"],
        AuditEvents.SupportApproved => texts["A change was approved"],
        AuditEvents.SupportRefused => texts["A change was refused"],
        AuditEvents.SupportStopped => texts["A change by support was stopped"],
        AuditEvents.SupportDenied => texts["Support tried something that isn't allowed"],
        AuditEvents.Unlocked => texts["Your sign-in was unlocked"],
        AuditEvents.PassSent => texts["A temporary pass was sent to {0}", entry.Detail],
        AuditEvents.PassShown => texts["A temporary pass was shown"],
        _ => entry.Event,
    };

    /// <summary>The picture beside it.</summary>
    public string Picture(AuditLogEntry entry) => entry.Event switch
    {
        AuditEvents.SignedIn or AuditEvents.Confirmed => "check",
        AuditEvents.SignedOut or AuditEvents.SessionEnded => "sign-out",
        AuditEvents.PasswordRefused or AuditEvents.SecondFactorRefused or AuditEvents.PasskeyRefused
            or AuditEvents.CodesClosed or AuditEvents.PasswordClosed or AuditEvents.SecurityKeyCopied
            or AuditEvents.TrustedDeviceReplayed or AuditEvents.TwoFactorOff or AuditEvents.Disavowal
            or AuditEvents.DisabledSignIn or AuditEvents.LossReported => "warning",
        AuditEvents.MethodOn or AuditEvents.MethodOff or AuditEvents.MethodChanged or AuditEvents.MethodsImported => "key",
        AuditEvents.DeviceTrusted or AuditEvents.DeviceForgotten => "device",
        AuditEvents.LoginRequested or AuditEvents.LoginRequestApproved or AuditEvents.LoginRequestDenied => "request",
        AuditEvents.EmailChangeAsked or AuditEvents.EmailChanged or AuditEvents.EmailConfirmationAsked
            or AuditEvents.EmailConfirmed => "mail",
        AuditEvents.DataExported => "download",
        _ when entry.Actor.Contains('/', StringComparison.Ordinal) => "support",
        _ => "person",
    };

    public string Who(AuditLogEntry entry) => entry.Actor switch
    {
        "self" => texts["you"],
        "portal" => texts["the portal"],
        AuditActors.Operator => texts["the operator"],
        var staff => staff.Split('/') is [_, var number] ? texts["support, case {0}", number] : texts["support"],
    };

    /// <summary>The same, at the beginning of a line; null for what anybody may have done who knows the name of the account.</summary>
    public string? Doer(AuditLogEntry entry) => Anybodys.Contains(entry.Event)
        ? null
        : CultureInfo.CurrentCulture.TextInfo.ToUpper(Who(entry)[..1]) + Who(entry)[1..];

    public string Filter(ActivityFilter filter) => filter switch
    {
        ActivityFilter.Everything => texts["Everything"],
        ActivityFilter.SignIns => texts["Sign-ins"],
        ActivityFilter.Methods => texts["Methods"],
        ActivityFilter.Devices => texts["Devices"],
        ActivityFilter.Account => texts["Account"],
    };

    private string Renewed(string detail)
    {
        var (application, times) = CountedDetail.Read(detail);
        return times == "1" ? texts["{0} renewed its access", application] : texts["{0} renewed its access {1} times", application, times];
    }

    private string Names(string ids) =>
        sessions.AuthenticationMethods(ids.Split(','), ", ");
}
