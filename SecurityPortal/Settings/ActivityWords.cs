using Microsoft.Extensions.Localization;
using SecurityPortal.Accounts;
using SecurityPortal.ActivityLog;

namespace SecurityPortal.Settings;

/// <summary>Says what an entry of the log means to the person it is about.</summary>
internal sealed class ActivityWords(SessionWords sessions, IStringLocalizer<Texts> texts)
{
    public string What(ActivityEntry entry) => entry.Event switch
    {
        ActivityEvents.SignedIn => texts["Signed in with {0}", sessions.SignedInWith(entry.Detail.Split(','))],
        ActivityEvents.SignedOut => texts["Signed out"],
        ActivityEvents.Confirmed => texts["Confirmed with {0}", sessions.SignedInWith(entry.Detail.Split(','))],
        ActivityEvents.PasswordRefused => texts["Someone entered a wrong password"],
        ActivityEvents.SecondStepRefused => texts["A second step failed: {0}", Names(entry.Detail)],
        ActivityEvents.CodesClosed => texts["A hundred wrong codes in a row: codes no longer open the account"],
        ActivityEvents.PasswordClosed => texts["A hundred wrong passwords in a row: the password no longer opens the account"],
        ActivityEvents.PasskeyRefused => texts["A passkey was refused"],
        ActivityEvents.MethodOn => texts["Turned on: {0}", Names(entry.Detail)],
        ActivityEvents.MethodOff => texts["Turned off: {0}", Names(entry.Detail)],
        ActivityEvents.MethodChanged => texts["Changed: {0}", Names(entry.Detail)],
        ActivityEvents.MethodsTakenOver => texts["Moved from your previous sign-in: {0}", Names(entry.Detail)],
        ActivityEvents.TwoFactorOff => texts["Two-factor authentication was turned off"],
        ActivityEvents.SecurityKeyCopied => texts["A security key was refused because it may have been copied"],
        ActivityEvents.TrustedDeviceReplayed => texts["A trusted device was removed because its cookie was used twice"],
        ActivityEvents.DeviceTrusted => texts["Device trusted"],
        ActivityEvents.DeviceForgotten => texts["Device no longer trusted"],
        ActivityEvents.SessionEnded => texts["Signed out on another device"],
        ActivityEvents.LoginRequested => texts["A login request was sent"],
        ActivityEvents.LoginRequestApproved => texts["Approved a login request from {0}", sessions.Browser(entry.Detail)],
        ActivityEvents.LoginRequestDenied => texts["Refused a login request from {0}", sessions.Browser(entry.Detail)],
        ActivityEvents.Registered => texts["Account created"],
        ActivityEvents.PasswordChanged => texts["Password changed"],
        ActivityEvents.PasswordResetAsked => texts["Someone asked for a link to set a new password"],
        ActivityEvents.PasswordReset => texts["New password set with a link"],
        ActivityEvents.EmailChangeAsked => texts["New email address requested"],
        ActivityEvents.EmailChanged => texts["Email address changed"],
        ActivityEvents.EmailConfirmationAsked => texts["A link to confirm the email address was sent"],
        ActivityEvents.EmailConfirmed => texts["Email address confirmed"],
        ActivityEvents.AccountDisabled => texts["Your account was disabled"],
        ActivityEvents.AccountEnabled => texts["Your account was enabled again"],
        ActivityEvents.AccountLocked => entry.Detail.Length == 0
            ? texts["The account was locked"]
            : texts["The account was locked: {0}", entry.Detail],
        ActivityEvents.AccountOpened => entry.Detail.Length == 0
            ? texts["The locked account was opened again"]
            : texts["The locked account was opened again with {0}", Names(entry.Detail)],
        ActivityEvents.DisabledSignIn => texts["A sign-in was refused because the account was disabled"],
        ActivityEvents.RoleGranted => texts["Role added: {0}", entry.Detail],
        ActivityEvents.RoleRevoked => texts["Role removed: {0}", entry.Detail],
        ActivityEvents.NotMe => texts["Someone answered \"This wasn't me\" to a notice"],
        ActivityEvents.RecoveryAsked when entry.Detail == ActivityEvents.NotMe =>
            texts["Account recovery began after \"This wasn't me\""],
        ActivityEvents.RecoveryAsked => texts["Account recovery requested"],
        ActivityEvents.RecoveryStopped => texts["Account recovery was stopped"],
        ActivityEvents.RecoveryLinkSent => texts["A recovery link was sent"],
        ActivityEvents.RecoveryUsed => texts["Account recovered: all methods were turned off"],
        ActivityEvents.RecoveryProven => texts["A proof for account recovery: {0}", Names(entry.Detail)],
        ActivityEvents.RecoveredByProofs => texts["Account recovered with two proofs ({0}): all methods were turned off", Names(entry.Detail)],
        ActivityEvents.DataExported => texts["Account data downloaded"],
        ActivityEvents.AccountDeleted => texts["Account deleted"],
        ActivityEvents.ApplicationSignedIn => texts["Signed in to {0}", entry.Detail],
        ActivityEvents.ApplicationSignedOut => texts["Signed out from {0}, here and everywhere", entry.Detail],
        ActivityEvents.ApplicationAllowed => texts["Let {0} know who you are", entry.Detail],
        ActivityEvents.ApplicationRefused => texts["Did not sign in to {0}", entry.Detail],
        ActivityEvents.ApplicationRemoved => texts["Removed the application {0}", entry.Detail],
        ActivityEvents.ApplicationTokenReplayed => texts["{0} was signed out because someone used a copy of its access", entry.Detail],
        ActivityEvents.ClientChanged => texts["The applications that people sign in to were changed"],
        ActivityEvents.LookedUp => texts["Searched for people"],
        ActivityEvents.LogVerified => texts["Log verified"],
        ActivityEvents.LogExported => texts["Log exported"],
        ActivityEvents.LogRead => texts["Log read"],
        ActivityEvents.Restored => texts["The portal was restored from a backup"],
        ActivityEvents.Viewed => texts["Support viewed your account"],
        ActivityEvents.CaseOpened => texts["A case was opened"],
        ActivityEvents.CaseClosed => texts["A case was closed"],
        ActivityEvents.CaseReopened => texts["A case was reopened"],
        ActivityEvents.CaseAssigned => texts["A case was given to an agent of support"],
        ActivityEvents.CaseReleased => texts["A case went back to the queue of support"],
        ActivityEvents.CasePrioritised => texts["A case got another priority"],
        ActivityEvents.CaseDuplicate => texts["A case was closed as a duplicate"],
        ActivityEvents.TemplateChanged => texts["Wrote a template for notes"],
        ActivityEvents.TemplateRemoved => texts["Removed a template for notes"],
        ActivityEvents.AgentCodeMade => texts["An agent made a code to read to you"],
        ActivityEvents.CallerDenied => texts["Said that you were not on the phone with support"],
        ActivityEvents.ReportRead => texts["Read a report of support"],
        ActivityEvents.ReportExported => texts["Exported a report of support"],
        ActivityEvents.LossReported => texts["Something was reported lost or stolen"],
        ActivityEvents.CheckSent => texts["A code for support was sent"],
        ActivityEvents.CheckPassed => texts["Support checked that it was you"],
        ActivityEvents.CheckFailed => texts["A check by support failed"],
        ActivityEvents.SupportAsked => texts["Someone asked support for a change"],
        ActivityEvents.SupportApproved => texts["A change was approved"],
        ActivityEvents.SupportRefused => texts["A change was refused"],
        ActivityEvents.SupportStopped => texts["A change by support was stopped"],
        ActivityEvents.SupportDenied => texts["Support tried something that isn't allowed"],
        ActivityEvents.Unlocked => texts["Your sign-in was unlocked"],
        ActivityEvents.PassSent => texts["A temporary pass was sent to {0}", entry.Detail],
        ActivityEvents.PassShown => texts["A temporary pass was shown"],
        _ => entry.Event,
    };

    /// <summary>The picture beside it.</summary>
    public string Picture(ActivityEntry entry) => entry.Event switch
    {
        ActivityEvents.SignedIn or ActivityEvents.Confirmed => "check",
        ActivityEvents.SignedOut or ActivityEvents.SessionEnded => "sign-out",
        ActivityEvents.PasswordRefused or ActivityEvents.SecondStepRefused or ActivityEvents.PasskeyRefused
            or ActivityEvents.CodesClosed or ActivityEvents.PasswordClosed or ActivityEvents.SecurityKeyCopied
            or ActivityEvents.TrustedDeviceReplayed or ActivityEvents.TwoFactorOff or ActivityEvents.NotMe
            or ActivityEvents.DisabledSignIn or ActivityEvents.LossReported => "warning",
        ActivityEvents.MethodOn or ActivityEvents.MethodOff or ActivityEvents.MethodChanged or ActivityEvents.MethodsTakenOver => "key",
        ActivityEvents.DeviceTrusted or ActivityEvents.DeviceForgotten => "device",
        ActivityEvents.LoginRequested or ActivityEvents.LoginRequestApproved or ActivityEvents.LoginRequestDenied => "request",
        ActivityEvents.EmailChangeAsked or ActivityEvents.EmailChanged or ActivityEvents.EmailConfirmationAsked
            or ActivityEvents.EmailConfirmed => "mail",
        ActivityEvents.DataExported => "download",
        _ when entry.Actor.Contains('/', StringComparison.Ordinal) => "support",
        _ => "person",
    };

    public string Who(ActivityEntry entry) => entry.Actor switch
    {
        "self" => texts["you"],
        "portal" => texts["the portal"],
        ActivityActors.Operator => texts["the operator"],
        var staff => staff.Split('/') is [_, var number] ? texts["support, case {0}", number] : texts["support"],
    };

    public string Filter(ActivityFilter filter) => filter switch
    {
        ActivityFilter.Everything => texts["Everything"],
        ActivityFilter.SignIns => texts["Sign-ins"],
        ActivityFilter.Methods => texts["Methods"],
        ActivityFilter.Devices => texts["Devices"],
        ActivityFilter.Account => texts["Account"],
    };

    private string Names(string ids) =>
        sessions.SignedInWith(ids.Split(','), ", ");
}
