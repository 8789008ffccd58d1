using SecurityPortal.Accounts.Notifications;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Settings;

/// <summary>Explains why something was refused and what to do now.</summary>
internal sealed class FaultTexts(DurationTexts durations, IStringLocalizer<Texts> texts)
{
    public string Explain(MethodRefusal refusal) => refusal.Fault switch
    {
        MethodFault.SessionEnded => texts["You are signed out. Sign in again to continue."],
        MethodFault.NeedsConfirmation => texts["Confirm that it's you first."],
        MethodFault.UnknownMethod => texts["This method doesn't exist."],
        MethodFault.RequiresAnother => texts["Turn on another method first."],
        MethodFault.AlreadyOn => texts["This method is already on."],
        MethodFault.ChangedMeanwhile => texts["This has changed in another tab or browser. Check it, then decide."],
        MethodFault.SetupOver => texts["This setup is no longer valid: you started it again in another tab, or it took too long. Close it and start again."],
        MethodFault.WrongCode => refusal.Message ?? texts["That code is wrong or has already been used. Check it and try again."],
        MethodFault.TooManyTries => texts["Too many wrong codes. Close this, wait a while, then start again."],
        MethodFault.InvalidInput => refusal.Message ?? texts["That isn't valid. Check it and try again."],
        MethodFault.Frozen => texts["Someone answered \"This wasn't me\" to a notice, so you can't make changes for {0}. You can still set a new password.", durations.Say(Disavowal.Freeze)],
        MethodFault.MustEnrolFirst => texts["First set up the method that your account requires. Until then, you can't change anything else."],
        MethodFault.TooManySetups => texts["You have started this too many times. Wait a little, then start again."],
        MethodFault.RequiredByPolicy => texts["Your organisation requires two-factor authentication. Add another method before you turn off the last one."],
    };
}
