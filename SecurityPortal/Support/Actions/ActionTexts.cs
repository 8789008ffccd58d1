using SecurityPortal.Accounts.Status;
using SecurityPortal.Support.Cases;

namespace SecurityPortal.Support.Actions;

/// <summary>Describes what an action does, its state and its result.</summary>
internal sealed class ActionTexts(SupportTexts words, IStringLocalizer<Texts> texts)
{
    /// <summary>Describes the state of an action.</summary>
    public string State(ActionView action, DateTimeOffset now) => action.State switch
    {
        ActionState.AwaitingApproval when !action.IsOpen(now) => texts["Expired: no lead decided in time"],
        ActionState.AwaitingApproval => texts["Waiting for a lead"],
        ActionState.Waiting => texts["Waiting period: the person can stop it"],
        ActionState.Done => texts["Done"],
        ActionState.Refused => texts["Refused"],
        ActionState.Stopped => action.StoppedBy switch
        {
            CancellationCause.SignIn => texts["Stopped: the person signed in with a method on file"],
            CancellationCause.AskerGone => texts["Stopped: the person who requested it no longer has access"],
            CancellationCause.Superseded => texts["Stopped: the methods were reset or set up again in the meantime"],
            CancellationCause.Restored => texts["Stopped: the portal was restored from a backup"],
            CancellationCause.AccountClosed => texts["Stopped: the account was locked or disabled in the meantime"],
            CancellationCause.NewPassword => texts["Stopped: the password was changed in the meantime"],
            CancellationCause.Expired => texts["Expired: no lead decided in time"],
            _ => texts["Stopped by the person"],
        },
        ActionState.Withdrawn => texts["Withdrawn"],
    };

    /// <summary>Describes the result of the request.</summary>
    public string Asked(ActionView action) => action.State switch
    {
        ActionState.AwaitingApproval => texts["Sent to a lead for approval."],
        ActionState.Waiting => texts["The waiting period has begun. The person can stop it."],
        _ => action.Kind switch
        {
            ActionKind.ResetMethod => texts["{0}: done.", words.Name(action.Kind, action.Method)],
            ActionKind.ResetAll => texts["All methods are off."],
            ActionKind.Unlock => texts["The sign-in is unlocked."],
            ActionKind.EndSessions => texts["The person is signed out everywhere."],
            ActionKind.LockAccount => texts["The account is locked."],
            ActionKind.OpenAccount => texts["The account is unlocked."],
            ActionKind.DisableAccount => texts["The account is disabled."],
            ActionKind.EnableAccount => texts["The account is enabled again."],
            ActionKind.IssuePass => texts["Temporary pass sent."],
        },
    };

    /// <summary>Describes the current state, for a page that showed an earlier one.</summary>
    public string Happened(ActionView action, DateTimeOffset now)
    {
        var name = words.Name(action.Kind, action.Method, action.Delivery);
        return (action.State, action.DecidedBy, action.WithdrawnBy) switch
        {
            (ActionState.Refused, { } lead, _) => texts["{0}: refused by {1}. {2}", name, lead, action.DecisionReason ?? ""],
            (ActionState.Done, { } lead, _) => texts["{0}: approved by {1} and carried out.", name, lead],
            (ActionState.Waiting, { } lead, _) => texts["{0}: approved by {1}. The waiting period has begun.", name, lead],
            (ActionState.Withdrawn, _, { } by) => texts["{0}: withdrawn by {1}.", name, by],
            _ => texts["{0}: {1}.", name, State(action, now)],
        };
    }

    /// <summary>Explains why an action cannot be requested now, worded for that action.</summary>
    public string Explain(ActionKind kind, SupportFault fault) => (kind, fault) switch
    {
        (ActionKind.ResetMethod or ActionKind.ResetAll, SupportFault.NothingToDo) => texts["Nothing to reset: no method is on."],
        (ActionKind.Unlock, SupportFault.NothingToDo) => texts["Nothing to unlock: there were no failed attempts."],
        (ActionKind.EndSessions, SupportFault.NothingToDo) => texts["Nothing to end: this person is not signed in anywhere."],
        (ActionKind.LockAccount, SupportFault.NothingToDo) => texts["The account is already locked."],
        (ActionKind.OpenAccount, SupportFault.NothingToDo) => texts["The account is not locked."],
        (ActionKind.DisableAccount, SupportFault.NothingToDo) => texts["The account is already disabled."],
        (ActionKind.EnableAccount, SupportFault.NothingToDo) => texts["The account is not disabled."],
        (ActionKind.DisableAccount or ActionKind.EnableAccount, SupportFault.ReasonMissing) =>
            texts["Enter a reason (up to {0} characters).", AccountStateService.MaxReasonLength],
        (ActionKind.IssuePass, SupportFault.NothingToDo) => texts["No pass needed: two-factor is off, so the password is enough."],
        (ActionKind.IssuePass, SupportFault.NoDestination) => texts["There is no address or number on file that we could send a pass to."],
        (ActionKind.IssuePass, SupportFault.DestinationTooNew) => texts["The address was changed in the last few days, so we send no pass there."],
        (ActionKind.IssuePass, SupportFault.ReportedLost) => texts["That was reported lost or stolen, so we send no pass there."],
        _ => words.Explain(fault),
    };

    /// <summary>Describes what an action does, when, and where the person is notified: one text each.</summary>
    public IReadOnlyList<string> Describe(ActionRequest wish, ActionPlan plan) => [What(wish, plan), When(plan), Told(plan)];

    /// <summary>The same for the lead who decides, starting with why it needs approval.</summary>
    public IReadOnlyList<string> DescribeForLead(ActionView action, ActionPlan plan)
    {
        string why = plan.Reasons.Count > 0
            ? texts["Needs approval, because {0}.", words.Reasons(plan.Reasons)]
            : texts["This no longer needs approval."];
        string when = plan.Waits > TimeSpan.Zero
            ? texts["If you approve, a waiting period of {0} begins. The person can stop it during that time.", words.Span(plan.Waits)]
            : texts["If you approve, it takes effect immediately."];
        return [why, What(new(action.Kind, action.Method, action.Delivery), plan), when, Told(plan)];
    }

    private string What(ActionRequest wish, ActionPlan plan) => wish.Kind switch
    {
        ActionKind.ResetMethod or ActionKind.ResetAll when plan.EndsTwoFactor =>
            texts["Turns off all methods ({0}). Signs the person out everywhere and removes trusted devices. At the next sign-in they must set up a new method before anything else.", words.Methods(plan.Methods)],
        ActionKind.ResetMethod or ActionKind.ResetAll =>
            texts["Turns off {0}. Signs the person out everywhere and removes trusted devices. Other methods stay on.", words.Methods(plan.Methods)],
        ActionKind.Unlock => texts["The person can try to sign in again immediately. Nothing else changes."],
        ActionKind.EndSessions => texts["Signs the person out everywhere. Methods stay as they are."],
        ActionKind.LockAccount => texts["Signs the person out everywhere, stops all changes and recoveries, and keeps everyone out. The person unlocks the account with a security key or an authenticator app; otherwise support does, with a lead's approval."],
        ActionKind.OpenAccount => texts["Lets the person sign in again, with the same password and the same methods as before."],
        ActionKind.DisableAccount => texts["Signs the person out everywhere, removes trusted devices, stops recoveries and passes, and keeps everyone out. Only support can enable the account again. To keep an attacker out until then, lock the account: that takes effect immediately."],
        ActionKind.EnableAccount => texts["Lets the person sign in again, with the same password and the same methods as before. Sessions and trusted devices do not come back."],
        ActionKind.IssuePass => texts["Sends the person a pass that works once, with their password, and only to set up a new method. You won't see it."],
    };

    private string When(ActionPlan plan) => plan switch
    {
        { Reasons.Count: > 0 } when plan.Waits > TimeSpan.Zero =>
            texts["Needs a lead's approval, because {0}. Then a waiting period of {1} begins. The person can stop it during that time.", words.Reasons(plan.Reasons), words.Span(plan.Waits)],
        { Reasons.Count: > 0 } =>
            texts["Needs a lead's approval, because {0}. Takes effect as soon as it is approved.", words.Reasons(plan.Reasons)],
        _ when plan.Waits > TimeSpan.Zero =>
            texts["A waiting period of {0} begins. The person can stop it during that time.", words.Span(plan.Waits)],
        _ => texts["Takes effect immediately."],
    };

    private string Told(ActionPlan plan) => plan.Told.Count == 0
        ? texts["We can't notify the person: there is no address on file."]
        : texts["We will notify: {0}.", string.Join(", ", plan.Told)];
}
