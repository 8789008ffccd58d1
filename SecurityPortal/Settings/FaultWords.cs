using Microsoft.Extensions.Localization;
using SecurityPortal.Accounts;
using SecurityPortal.Methods;
using SecurityPortal.Notices;

namespace SecurityPortal.Settings;

/// <summary>Says why something was refused and what to do now.</summary>
internal sealed class FaultWords(DurationWords durations, IStringLocalizer<Texts> texts)
{
    public string Explain(MethodRefusal refusal) => refusal.Fault switch
    {
        MethodFault.SessionEnded => texts["You are signed out. Sign in again to go on."],
        MethodFault.NeedsConfirmation => texts["Confirm that it's you first."],
        MethodFault.UnknownMethod => texts["There is no such method here."],
        MethodFault.RequiresAnother => texts["Turn on another method first."],
        MethodFault.AlreadyOn => texts["This method is on already."],
        MethodFault.ChangedMeanwhile => texts["This was changed meanwhile, in another tab or browser. Look again, then decide."],
        MethodFault.SetupOver => texts["This set-up is no longer valid: it was begun again in another tab, or took too long. Close it and start again."],
        MethodFault.WrongCode => refusal.Message ?? texts["That code is not right, or was used already. Check it and try again."],
        MethodFault.TooManyTries => texts["Too many wrong codes. Close this, wait a while, and start again."],
        MethodFault.InvalidInput => refusal.Message ?? texts["That cannot be used. Check it and try again."],
        MethodFault.Frozen => texts["A notice was answered with \"This wasn't me\", so changes are stopped for {0}. You can still set a new password.", durations.Say(NotMe.Freeze)],
        MethodFault.MustEnrolFirst => texts["Set up the method that your account needs first. Until then nothing else can be changed."],
        MethodFault.TooManySetups => texts["You have started this many times. Wait a little, then start again."],
        MethodFault.RequiredByPolicy => texts["Your organisation requires two-factor authentication. Add another method before you turn off the last one."],
    };
}
