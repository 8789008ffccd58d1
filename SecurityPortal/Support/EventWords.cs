using Microsoft.Extensions.Localization;
using SecurityPortal.ActivityLog;
using SecurityPortal.Methods;
using SecurityPortal.Sessions;

namespace SecurityPortal.Support;

/// <summary>Says what an entry of the log means to those who work for support.</summary>
internal sealed class EventWords(MethodCatalogue catalogue, EventDetailTexts details, IStringLocalizer<Texts> texts)
{
    public string What(string name, string detail)
    {
        string said = name switch
        {
            ActivityEvents.SignedIn => texts["Signed in"],
            ActivityEvents.SignedOut => texts["Signed out"],
            ActivityEvents.Confirmed => texts["Confirmed"],
            ActivityEvents.PasswordRefused => texts["Wrong password"],
            ActivityEvents.SecondStepRefused => texts["Second step failed"],
            ActivityEvents.CodesClosed => texts["Codes blocked after a hundred wrong ones"],
            ActivityEvents.PasswordClosed => texts["Password blocked after a hundred wrong ones"],
            ActivityEvents.PasskeyRefused => texts["Passkey refused"],
            ActivityEvents.MethodOn => texts["Turned on"],
            ActivityEvents.MethodOff => texts["Turned off"],
            ActivityEvents.MethodChanged => texts["Changed"],
            ActivityEvents.MethodsTakenOver => texts["Imported from the previous system"],
            ActivityEvents.TwoFactorOff => texts["Two-factor is off"],
            ActivityEvents.SecurityKeyCopied => texts["Key refused: it may have been copied"],
            ActivityEvents.TrustedDeviceReplayed => texts["Trusted device removed: its cookie was used twice"],
            ActivityEvents.DeviceTrusted => texts["Device trusted"],
            ActivityEvents.DeviceForgotten => texts["Device no longer trusted"],
            ActivityEvents.SessionEnded => texts["Sessions ended"],
            ActivityEvents.LoginRequested => texts["Login request"],
            ActivityEvents.LoginRequestApproved => texts["Login request approved"],
            ActivityEvents.LoginRequestDenied => texts["Login request refused"],
            ActivityEvents.Registered => texts["Account created"],
            ActivityEvents.PasswordChanged => texts["Password changed"],
            ActivityEvents.PasswordResetAsked => texts["Password link requested"],
            ActivityEvents.PasswordReset => texts["Password set with a link"],
            ActivityEvents.EmailChangeAsked => texts["New address requested"],
            ActivityEvents.EmailChanged => texts["Address changed"],
            ActivityEvents.EmailConfirmationAsked => texts["Address confirmation sent"],
            ActivityEvents.EmailConfirmed => texts["Address confirmed"],
            ActivityEvents.AccountDisabled => texts["Account disabled"],
            ActivityEvents.AccountEnabled => texts["Account enabled"],
            ActivityEvents.AccountLocked => texts["Account locked"],
            ActivityEvents.AccountOpened => texts["Locked account opened"],
            ActivityEvents.DisabledSignIn => texts["Sign-in refused, account disabled"],
            ActivityEvents.RoleGranted => texts["Role added"],
            ActivityEvents.RoleRevoked => texts["Role removed"],
            ActivityEvents.RecoveryAsked => texts["Recovery requested"],
            ActivityEvents.RecoveryStopped => texts["Recovery stopped"],
            ActivityEvents.RecoveryLinkSent => texts["Recovery link sent"],
            ActivityEvents.RecoveryUsed => texts["Recovery used: all methods turned off"],
            ActivityEvents.RecoveryProven => texts["Recovery: one proof given"],
            ActivityEvents.RecoveredByProofs => texts["Recovery by two proofs: all methods off"],
            ActivityEvents.NotMe => texts["\"This wasn't me\""],
            ActivityEvents.DataExported => texts["Data downloaded"],
            ActivityEvents.AccountDeleted => texts["Account deleted"],
            ActivityEvents.ApplicationSignedIn => texts["Signed in to an application"],
            ActivityEvents.ApplicationSignedOut => texts["Signed out by an application"],
            ActivityEvents.ApplicationAllowed => texts["Consent given to an application"],
            ActivityEvents.ApplicationRefused => texts["Sign-in to an application refused"],
            ActivityEvents.ApplicationRemoved => texts["Application removed"],
            ActivityEvents.ApplicationTokenReplayed => texts["Copied token of an application used"],
            ActivityEvents.ClientChanged => texts["Applications changed"],
            ActivityEvents.LookedUp => texts["Searched"],
            ActivityEvents.Viewed => texts["Viewed by support"],
            ActivityEvents.CaseOpened => texts["Case opened"],
            ActivityEvents.CaseClosed => texts["Case closed"],
            ActivityEvents.CaseReopened => texts["Case reopened"],
            ActivityEvents.CaseAssigned => texts["Case assigned"],
            ActivityEvents.CaseReleased => texts["Case back in the queue"],
            ActivityEvents.CasePrioritised => texts["Priority set"],
            ActivityEvents.CaseDuplicate => texts["Case closed as a duplicate"],
            ActivityEvents.TemplateChanged => texts["Template written"],
            ActivityEvents.TemplateRemoved => texts["Template removed"],
            ActivityEvents.AgentCodeMade => texts["Agent code made"],
            ActivityEvents.CallerDenied => texts["The person says they are not the caller"],
            ActivityEvents.ReportRead => texts["Report read"],
            ActivityEvents.ReportExported => texts["Report exported"],
            ActivityEvents.LossReported => texts["Reported lost or stolen"],
            ActivityEvents.CheckSent => texts["Code sent to the caller"],
            ActivityEvents.CheckPassed => texts["Check passed"],
            ActivityEvents.CheckFailed => texts["Check failed"],
            ActivityEvents.SupportAsked => texts["Requested"],
            ActivityEvents.SupportApproved => texts["Approved"],
            ActivityEvents.SupportRefused => texts["Refused by a lead"],
            ActivityEvents.SupportStopped => texts["Stopped"],
            ActivityEvents.SupportDenied => texts["Not allowed"],
            ActivityEvents.Unlocked => texts["Unlocked"],
            ActivityEvents.PassSent => texts["Temporary pass sent"],
            ActivityEvents.PassShown => texts["Temporary pass shown"],
            ActivityEvents.LogVerified => texts["Log verified"],
            ActivityEvents.LogExported => texts["Log exported"],
            ActivityEvents.Restored => texts["Restored from a backup"],
            ActivityEvents.LogRead => texts["Log read"],
            _ => name,
        };
        var about = details.Say(name, detail, SignedInWith);
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
    public string SignedInWith(IEnumerable<string> steps) => string.Join(" + ", steps.Select(step => step switch
    {
        Sessions.SignedInWith.Password => texts["password"],
        Sessions.SignedInWith.TrustedDevice => texts["trusted device"],
        Sessions.SignedInWith.TemporaryPass => texts["temporary pass"],
        Sessions.SignedInWith.UserVerified => texts["PIN, fingerprint or face"],
        Sessions.SignedInWith.Email => texts["a code by email"],
        _ => catalogue.Find(step)?.Description.Name ?? step,
    }));

    public string Who(string actor) => actor switch
    {
        "self" => texts["the person"],
        "portal" => texts["the portal"],
        ActivityActors.Operator => texts["the operator"],
        _ => actor,
    };
}
