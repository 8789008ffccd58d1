using Microsoft.Extensions.Localization;
using SecurityPortal.ActivityLog;
using SecurityPortal.Methods;
using SecurityPortal.Sessions;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support;

/// <summary>Says what an entry of the log means to those who work for support.</summary>
internal sealed class EventWords(MethodCatalogue catalogue, SupportWords words, IStringLocalizer<Texts> texts)
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
            ActivityEvents.MethodOn => texts["Turned on"],
            ActivityEvents.MethodOff => texts["Turned off"],
            ActivityEvents.MethodChanged => texts["Changed"],
            ActivityEvents.MethodsTakenOver => texts["Came along from before"],
            ActivityEvents.TwoFactorOff => texts["Two-factor is off"],
            ActivityEvents.SecurityKeyCopied => texts["Key refused: it may have been copied"],
            ActivityEvents.TrustedDeviceReplayed => texts["Trusted device removed: its cookie was used twice"],
            ActivityEvents.DeviceTrusted => texts["Trusted a device"],
            ActivityEvents.DeviceForgotten => texts["Stopped trusting a device"],
            ActivityEvents.SessionEnded => texts["Sessions ended"],
            ActivityEvents.LoginRequested => texts["Login request"],
            ActivityEvents.LoginRequestApproved => texts["Login request approved"],
            ActivityEvents.LoginRequestDenied => texts["Login request refused"],
            ActivityEvents.Registered => texts["Account created"],
            ActivityEvents.PasswordChanged => texts["Password changed"],
            ActivityEvents.PasswordResetAsked => texts["Password link asked for"],
            ActivityEvents.PasswordReset => texts["Password set with a link"],
            ActivityEvents.EmailChangeAsked => texts["New address asked for"],
            ActivityEvents.EmailChanged => texts["Address changed"],
            ActivityEvents.NotMe => texts["\"This wasn't me\""],
            ActivityEvents.DataExported => texts["Data downloaded"],
            ActivityEvents.AccountDeleted => texts["Account deleted"],
            ActivityEvents.LookedUp => texts["Searched"],
            ActivityEvents.Viewed => texts["Looked at"],
            ActivityEvents.CaseOpened => texts["Case opened"],
            ActivityEvents.CaseClosed => texts["Case closed"],
            ActivityEvents.CaseReopened => texts["Case reopened"],
            ActivityEvents.LossReported => texts["Reported lost or stolen"],
            ActivityEvents.CheckSent => texts["Code sent to be read back"],
            ActivityEvents.CheckPassed => texts["Check passed"],
            ActivityEvents.CheckFailed => texts["Check failed"],
            ActivityEvents.SupportAsked => texts["Asked for"],
            ActivityEvents.SupportApproved => texts["Approved"],
            ActivityEvents.SupportRefused => texts["Refused by a lead"],
            ActivityEvents.SupportStopped => texts["Stopped"],
            ActivityEvents.SupportDenied => texts["Not allowed"],
            ActivityEvents.Unlocked => texts["Unlocked"],
            ActivityEvents.PassSent => texts["Temporary pass sent"],
            ActivityEvents.PassShown => texts["Temporary pass shown"],
            ActivityEvents.LogVerified => texts["Log verified"],
            ActivityEvents.LogExported => texts["Log exported"],
            ActivityEvents.LogRead => texts["Log read"],
            _ => name,
        };
        var about = IsTyped(name)
            ? detail
            : string.Join(", ", detail.Split(',').Select(part => string.Join(' ', part.Split(' ').Select(Word))));
        return about.Length == 0 ? said : $"{said}: {about}";
    }

    // What an agent typed stays as it is.
    private static bool IsTyped(string name) => name is ActivityEvents.CaseOpened or ActivityEvents.LookedUp;

    // Details are written in words of the program.
    private string Word(string word) => word switch
    {
        nameof(ActionState.AwaitingApproval) => texts["(waits for a lead)"],
        nameof(ActionState.Waiting) => texts["(waits)"],
        nameof(ActionState.Done) => texts["(done)"],
        nameof(ActionKind.ResetMethod) => texts["Reset"],
        nameof(StopCause.Notice) => texts["by the person"],
        nameof(StopCause.SignIn) => texts["by a sign-in"],
        nameof(StopCause.AskerGone) => texts["because the agent is gone"],
        nameof(StopCause.Expired) => texts["because no lead decided in time"],
        nameof(StopCause.Overtaken) => texts["because the methods changed meanwhile"],
        _ when char.IsAsciiLetter(word.FirstOrDefault()) && Enum.TryParse<ActionKind>(word, out var kind) => words.Name(kind, null),
        _ when char.IsAsciiLetter(word.FirstOrDefault()) && Enum.TryParse<CheckKind>(word, out var check) => words.Done(check),
        _ => catalogue.Find(word)?.Description.Name ?? word,
    };

    public string Browser(string userAgent) => (BrowserName.Browser(userAgent), BrowserName.System(userAgent)) switch
    {
        ({ } browser, { } system) => texts["{0} on {1}", browser, system],
        ({ } browser, null) => browser,
        (null, { } system) => texts["A browser on {0}", system],
        _ => texts["An unknown browser"],
    };

    public string SignedInWith(IEnumerable<string> steps) => string.Join(" + ", steps.Select(step => step switch
    {
        Sessions.SignedInWith.Password => texts["password"],
        Sessions.SignedInWith.TrustedDevice => texts["trusted device"],
        Sessions.SignedInWith.TemporaryPass => texts["temporary pass"],
        Sessions.SignedInWith.UserVerified => texts["PIN, finger or face"],
        _ => catalogue.Find(step)?.Description.Name ?? step,
    }));

    public string Who(string actor) => actor switch
    {
        "self" => texts["the person"],
        "portal" => texts["the portal"],
        _ => actor,
    };
}
