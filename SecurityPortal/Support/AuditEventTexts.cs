using Microsoft.Extensions.Localization;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>Says what an entry of the log means to those who work for support.</summary>
internal sealed class AuditEventTexts(MethodCatalogue catalogue, EventDetailTexts details, IStringLocalizer<Texts> texts)
{
    public string What(string name, string detail)
    {
        string said = name switch
        {
            AuditEvents.SignedIn => texts["Signed in"],
            AuditEvents.SignedOut => texts["Signed out"],
            AuditEvents.Confirmed => texts["Confirmed"],
            AuditEvents.PasswordRefused => texts["Wrong password"],
            AuditEvents.SecondFactorRefused => texts["Second step failed"],
            AuditEvents.CodesClosed => texts["Codes blocked after a hundred wrong ones"],
            AuditEvents.PasswordClosed => texts["Password blocked after a hundred wrong ones"],
            AuditEvents.PasskeyRefused => texts["Passkey refused"],
            AuditEvents.MethodOn => texts["Turned on"],
            AuditEvents.MethodOff => texts["Turned off"],
            AuditEvents.MethodChanged => texts["Changed"],
            AuditEvents.MethodsImported => texts["Imported from the previous system"],
            AuditEvents.TwoFactorOff => texts["Two-factor is off"],
            AuditEvents.SecurityKeyCopied => texts["Key refused: it may have been copied"],
            AuditEvents.TrustedDeviceReplayed => texts["Trusted device removed: its cookie was used twice"],
            AuditEvents.DeviceTrusted => texts["Device trusted"],
            AuditEvents.DeviceForgotten => texts["Device no longer trusted"],
            AuditEvents.SessionEnded => texts["Sessions ended"],
            AuditEvents.LoginRequested => texts["Login request"],
            AuditEvents.LoginRequestApproved => texts["Login request approved"],
            AuditEvents.LoginRequestDenied => texts["Login request refused"],
            AuditEvents.Registered => texts["Account created"],
            AuditEvents.PasswordChanged => texts["Password changed"],
            AuditEvents.PasswordResetAsked => texts["Password link requested"],
            AuditEvents.PasswordReset => texts["Password set with a link"],
            AuditEvents.EmailChangeAsked => texts["New address requested"],
            AuditEvents.EmailChanged => texts["Address changed"],
            AuditEvents.EmailConfirmationAsked => texts["Address confirmation sent"],
            AuditEvents.EmailConfirmed => texts["Address confirmed"],
            AuditEvents.AccountDisabled => texts["Account disabled"],
            AuditEvents.AccountEnabled => texts["Account enabled"],
            AuditEvents.AccountLocked => texts["Account locked"],
            AuditEvents.AccountOpened => texts["Locked account opened"],
            AuditEvents.DisabledSignIn => texts["Sign-in refused, account disabled"],
            AuditEvents.RoleGranted => texts["Role added"],
            AuditEvents.RoleRevoked => texts["Role removed"],
            AuditEvents.RecoveryAsked => texts["Recovery requested"],
            AuditEvents.RecoveryStopped => texts["Recovery stopped"],
            AuditEvents.RecoveryLinkSent => texts["Recovery link sent"],
            AuditEvents.RecoveryUsed => texts["Recovery used: all methods turned off"],
            AuditEvents.RecoveryProven => texts["Recovery: one proof given"],
            AuditEvents.RecoveredByProofs => texts["Recovery by two proofs: all methods off"],
            AuditEvents.Disavowal => texts["\"This wasn't me\""],
            AuditEvents.DataExported => texts["Data downloaded"],
            AuditEvents.AccountDeleted => texts["Account deleted"],
            AuditEvents.ApplicationSignedIn => texts["Signed in to an application"],
            AuditEvents.ApplicationSignedOut => texts["Signed out by an application"],
            AuditEvents.ApplicationAllowed => texts["Consent given to an application"],
            AuditEvents.ApplicationRefused => texts["Sign-in to an application refused"],
            AuditEvents.ApplicationRemoved => texts["Application removed"],
            AuditEvents.ApplicationTokenReplayed => texts["Copied token of an application used"],
            AuditEvents.ApplicationTokensGiven => texts["Access given to an application"],
            AuditEvents.ApplicationTokensRenewed => texts["Access renewed by an application"],
            AuditEvents.ApplicationTokensRevoked => texts["Access given back by an application"],
            AuditEvents.ApplicationTold => texts["Application told of the end of a session"],
            AuditEvents.ApplicationNotTold => texts["Application not told of the end of a session"],
            AuditEvents.ClientRefused => texts["Application refused: wrong credentials"],
            AuditEvents.ClientChanged => texts["Applications changed"],
            AuditEvents.LookedUp => texts["Searched"],
            AuditEvents.Viewed => texts["Viewed by support"],
            AuditEvents.CaseOpened => texts["Case opened"],
            AuditEvents.CaseClosed => texts["Case closed"],
            AuditEvents.CaseReopened => texts["Case reopened"],
            AuditEvents.CaseAssigned => texts["Case assigned"],
            AuditEvents.CaseReleased => texts["Case back in the queue"],
            AuditEvents.CasePrioritised => texts["Priority set"],
            AuditEvents.CaseDuplicate => texts["Case closed as a duplicate"],
            AuditEvents.TemplateChanged => texts["Template written"],
            AuditEvents.TemplateRemoved => texts["Template removed"],
            AuditEvents.AgentCodeMade => texts["Agent code made"],
            AuditEvents.CallerDenied => texts["The person says they are not the caller"],
            AuditEvents.ReportRead => texts["Report read"],
            AuditEvents.ReportExported => texts["Report exported"],
            AuditEvents.RemindersRequested => texts["Reminders requested"],
            AuditEvents.ReminderSent => texts["Reminded to protect the account"],
            AuditEvents.LossReported => texts["Reported lost or stolen"],
            AuditEvents.CheckSent => texts["Code sent to the caller"],
            AuditEvents.CheckPassed => texts["Check passed"],
            AuditEvents.CheckFailed => texts["Check failed"],
            AuditEvents.SupportAsked => texts["Requested"],
            AuditEvents.SupportApproved => texts["Approved"],
            AuditEvents.SupportRefused => texts["Refused by a lead"],
            AuditEvents.SupportStopped => texts["Stopped"],
            AuditEvents.SupportDenied => texts["Not allowed"],
            AuditEvents.Unlocked => texts["Unlocked"],
            AuditEvents.PassSent => texts["Temporary pass sent"],
            AuditEvents.PassShown => texts["Temporary pass shown"],
            AuditEvents.LogVerified => texts["Log verified"],
            AuditEvents.LogExported => texts["Log exported"],
            AuditEvents.Restored => texts["Restored from a backup"],
            AuditEvents.LogRead => texts["Log read"],
            _ => name,
        };
        var about = details.Say(name, detail, AuthenticationMethods);
        return about.Length == 0 ? said : $"{said}: {about}";
    }

    public string Browser(string userAgent) => (BrowserName.Browser(userAgent), BrowserName.System(userAgent)) switch
    {
        ({ } browser, { } system) => texts["{0} on {1}", browser, system],
        ({ } browser, null) => browser,
        (null, { } system) => texts["A browser on {0}", system],
        _ => texts["An unknown browser"],
    };

    /// <summary>The steps of a sign-in, by name.</summary>
    public string AuthenticationMethods(IEnumerable<string> steps) => string.Join(" + ", steps.Select(step => step switch
    {
        Authentication.Sessions.AuthenticationMethods.Password => texts["password"],
        Authentication.Sessions.AuthenticationMethods.TrustedDevice => texts["trusted device"],
        Authentication.Sessions.AuthenticationMethods.TemporaryPass => texts["temporary pass"],
        Authentication.Sessions.AuthenticationMethods.UserVerified => texts["PIN, fingerprint or face"],
        Authentication.Sessions.AuthenticationMethods.Email => texts["a code by email"],
        _ => catalogue.Find(step)?.Description.Name ?? step,
    }));

    public string Who(string actor) => actor switch
    {
        "self" => texts["the person"],
        "portal" => texts["the portal"],
        AuditActors.Operator => texts["the operator"],
        _ => actor,
    };
}
