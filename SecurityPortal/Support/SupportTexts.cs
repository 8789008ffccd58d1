using SecurityPortal.Audit;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Cases;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>Words faults, names and reasons for support staff.</summary>
internal sealed class SupportTexts(MethodCatalogue catalogue, IStringLocalizer<Texts> texts)
{
    public string Explain(SupportFault fault) => fault switch
    {
        SupportFault.SessionEnded => texts["You are signed out. Sign in again to continue."],
        SupportFault.NotStaff => texts["You no longer have access to support."],
        SupportFault.NeedsStaffSignIn => texts["Support requires a security key. Use yours to continue."],
        SupportFault.NeedsConfirmation => texts["Use your security key first."],
        SupportFault.OwnAccount => texts["This is your own account. Someone else has to help you."],
        SupportFault.TooHigh => texts["This person's role is the same as yours or higher. Leads can help agents, but nobody can help a lead here."],
        SupportFault.NotFound => texts["This doesn't exist, or no longer does."],
        SupportFault.CaseClosed => texts["This case is closed. Open a new one."],
        SupportFault.InvalidInput => texts["Something is missing or too long. Check what you typed."],
        SupportFault.ReasonMissing => texts["Enter a reason (up to {0} characters).", SupportCase.MaxReason],
        SupportFault.TicketMissing => texts["Enter the ticket (up to {0} characters).", SupportCase.MaxTicket],
        SupportFault.LostNotSaid => texts["Ask the caller what is lost or stolen, and say so here. You can also choose \"Nothing is lost\"."],
        SupportFault.NothingToDo => texts["There is nothing to do here. It has already been done, or was never needed."],
        SupportFault.AccountLocked => texts["This account is locked. Unlock it first, which needs a lead's approval."],
        SupportFault.AccountDisabled => texts["This account is disabled. Enable it first, which needs a lead's approval."],
        SupportFault.AlreadyAsked => texts["Someone has already requested this."],
        SupportFault.ActionPending => texts["An action in this case is still pending. Wait for it, or withdraw it first."],
        SupportFault.ChangedMeanwhile => texts["This has changed in the meantime. Check the case again."],
        SupportFault.TakenMeanwhile => texts["This case has changed hands in the meantime."],
        SupportFault.NotYours => texts["This case is not assigned to you. Take it first, or ask a lead."],
        SupportFault.CannotTakeIt => texts["That colleague cannot take this case: they may not act on this person."],
        SupportFault.NoDuplicate => texts["Choose another open case for this person that isn't itself a duplicate."],
        SupportFault.TooMany => texts["There are too many of these. Remove one first."],
        SupportFault.NoCheckYet => texts["Check the caller first. A stranger who hears the code could pose as support."],
        SupportFault.NoBrowser => texts["The person was not signed in anywhere before this case was opened. Use another check."],
        SupportFault.Over => texts["This request has expired. Make a new one."],
        SupportFault.NotLead => texts["Only a lead can decide this."],
        SupportFault.OwnRequest => texts["You made this request yourself. Another lead has to decide."],
        SupportFault.AskerGone => texts["The person who made this request no longer has access."],
        SupportFault.TooManyLookups => texts["You have looked up too many people in the last hour. Try again later, or ask a lead."],
        SupportFault.TooManyActions => texts["You have made too many requests in the last hour. Try again later, or ask a lead."],
        SupportFault.TooManyTries => texts["Too many attempts. Use another check."],
        SupportFault.WrongDigits => texts["Those are not the last digits of the number on file."],
        SupportFault.WrongCode => texts["That code is wrong."],
        SupportFault.CodeUsedUp => texts["There were too many wrong codes, so the right one no longer works either. Send a new one."],
        SupportFault.CodeExpired => texts["That code has expired. Send a new one."],
        SupportFault.NoDestination => texts["There is no such number or address on file."],
        SupportFault.DestinationTooNew => texts["That number or address was changed in the last few days, so it proves nothing. Use another check."],
        SupportFault.ReportedLost => texts["That was reported lost or stolen, so it proves nothing and we send nothing there. Use another check."],
        SupportFault.TooSoon => texts["We just sent a code. Wait a moment before you send another."],
        SupportFault.RegionNotServed => texts["We don't send codes to numbers in this country. Use another check."],
        SupportFault.SendingPaused => texts["We can't send codes to numbers like this one at the moment. Use another check."],
    };

    public string Name(ActionKind kind, string? method, PassDelivery? delivery = null) => kind switch
    {
        ActionKind.ResetMethod => texts["Reset {0}", Method(method)],
        ActionKind.ResetAll => texts["Reset all methods"],
        ActionKind.Unlock => texts["Unlock"],
        ActionKind.EndSessions => texts["End sessions"],
        ActionKind.LockAccount => texts["Lock the account"],
        ActionKind.OpenAccount => texts["Unlock the account"],
        ActionKind.DisableAccount => texts["Disable the account"],
        ActionKind.EnableAccount => texts["Enable the account"],
        ActionKind.IssuePass => delivery is { } way ? texts["Issue a temporary pass ({0})", Name(way)] : texts["Issue a temporary pass"],
    };

    public string Name(PassDelivery delivery) => delivery switch
    {
        PassDelivery.Email => texts["by email"],
        PassDelivery.Text => texts["by text message"],
        PassDelivery.Page => texts["by email, as a link to a page that shows it once"],
    };

    public string Name(CheckKind kind) => kind switch
    {
        CheckKind.CodeByText => texts["Send a code by text message; the caller reads it out"],
        CheckKind.CodeByEmail => texts["Send a code by email; the caller reads it out"],
        CheckKind.CallBack => texts["Call back the number on file"],
        CheckKind.IdentityDocument => texts["Identity document checked"],
        CheckKind.SignedInBrowser or CheckKind.SignedInPhone => texts["Ask in a browser where the person is signed in"],
    };

    /// <summary>Names the check as in a timeline or in the log, after it was made.</summary>
    public string Done(CheckKind kind) => kind switch
    {
        CheckKind.CodeByText => texts["Code by text message, read back"],
        CheckKind.CodeByEmail => texts["Code by email, read back"],
        CheckKind.CallBack => texts["Called back the number on file"],
        CheckKind.IdentityDocument => texts["Identity document checked"],
        CheckKind.SignedInBrowser => texts["Number typed in a signed-in browser"],
        CheckKind.SignedInPhone => texts["Number typed in a signed-in phone or tablet"],
    };

    public string Name(IdentityDocument document) => document switch
    {
        IdentityDocument.Passport => texts["Passport"],
        IdentityDocument.IdentityCard => texts["Identity card"],
        IdentityDocument.DrivingLicence => texts["Driving licence"],
        IdentityDocument.ResidencePermit => texts["Residence permit"],
    };

    /// <summary>Returns the basis of a check: a masked number or address, or the name of a document.</summary>
    public string Hint(CheckView check) =>
        check.Kind == CheckKind.IdentityDocument && Enum.TryParse<IdentityDocument>(check.Hint, out var document)
            ? Name(document)
            : check.Hint;

    /// <summary>Lists what is lost or stolen.</summary>
    public string Name(LostThings lost) => string.Join(", ", new[]
    {
        (LostThings.Phone, Text: texts["Phone with the number on file"].Value),
        (LostThings.Mailbox, Text: texts["Email account"].Value),
        (LostThings.SecurityKey, Text: texts["Security key"].Value),
        (LostThings.Computer, Text: texts["Computer where they are signed in"].Value),
    }.Where(thing => lost.HasFlag(thing.Item1)).Select(thing => thing.Text));

    /// <summary>Returns the heading of a note, or of an entry about the case itself.</summary>
    public string Head(NoteView note) => note.Kind switch
    {
        CaseNoteKind.Note => texts["Note by {0}", note.By],
        CaseNoteKind.Closed => texts["{0} closed the case", note.By],
        CaseNoteKind.Reopened => texts["{0} reopened the case", note.By],
        CaseNoteKind.Lost => texts["{0} reported as lost or stolen: {1}", note.By, Name(Enum.Parse<LostThings>(note.Text))],
        CaseNoteKind.Taken when note.About is { } from => texts["{0} took the case over from {1}", note.By, from],
        CaseNoteKind.Taken => texts["{0} took the case", note.By],
        CaseNoteKind.HandedOver => texts["{0} handed the case over to {1}", note.By, note.About ?? "–"],
        CaseNoteKind.Released => texts["{0} put the case back in the queue", note.By],
        CaseNoteKind.Priority => texts["{0} set the priority to {1}", note.By, Name(Enum.Parse<CasePriority>(note.Text))],
        CaseNoteKind.Duplicate => texts["{0} closed the case as a duplicate of case {1}", note.By, note.About ?? "–"],
    };

    public string Name(CaseStage stage) => stage switch
    {
        CaseStage.Open => texts["Open"],
        CaseStage.NeedsLead => texts["Needs a lead"],
        CaseStage.Waiting => texts["Waiting period"],
        CaseStage.Closed => texts["Closed"],
        CaseStage.RanOut => texts["Request expired"],
    };

    public string Name(CasePriority priority) => priority switch
    {
        CasePriority.Low => texts["Low"],
        CasePriority.Normal => texts["Normal"],
        CasePriority.High => texts["High"],
        CasePriority.Urgent => texts["Urgent"],
    };

    public string Name(CaseAlarm alarm) => alarm switch
    {
        CaseAlarm.Disavowal => texts["Alarm: \"This wasn't me\""],
        CaseAlarm.Stopped => texts["Alarm: stopped by the person"],
        CaseAlarm.AccountClosed => texts["Alarm: account locked or disabled"],
        CaseAlarm.NotCalling => texts["Alarm: the person is not the caller"],
    };

    public string Name(CaseSort sort) => sort switch
    {
        CaseSort.Urgent => texts["Most urgent first"],
        CaseSort.Oldest => texts["Oldest first"],
        CaseSort.Newest => texts["Last changed first"],
        CaseSort.Due => texts["Due first"],
    };

    public string Name(CaseFilter filter) => filter switch
    {
        CaseFilter.Open => texts["Open"],
        CaseFilter.Mine => texts["Mine"],
        CaseFilter.Unassigned => texts["Not assigned"],
        CaseFilter.Overdue => texts["Overdue"],
        CaseFilter.NeedsLead => texts["Waiting for a lead"],
        CaseFilter.Expired => texts["Request expired"],
        CaseFilter.Alarms => texts["Alarms"],
        CaseFilter.Waiting => texts["Waiting for action"],
        CaseFilter.Quiet => texts["Nothing to do"],
        CaseFilter.Closed => texts["Closed"],
        CaseFilter.All => texts["All"],
    };

    public string Name(ApprovalReason reason) => reason switch
    {
        ApprovalReason.AllMethods => texts["no method would be left"],
        ApprovalReason.PrivilegedAccounts => texts["the person works for support"],
        ApprovalReason.LockedAccount => texts["the account is locked"],
        ApprovalReason.KeepsOut => texts["the person cannot undo it"],
        ApprovalReason.DisabledAccount => texts["the account is disabled"],
        ApprovalReason.NoPassedCheck => texts["no check has passed"],
        ApprovalReason.WeakCheck => texts["the check that passed is not enough for this"],
        ApprovalReason.SecondReset => texts["something else was reset in the last few hours"],
        ApprovalReason.RecentChange => texts["the address, number or password changed in the last few days"],
    };

    public string Reasons(IEnumerable<ApprovalReason> reasons) => string.Join("; ", reasons.Select(Name));

    public string Methods(IEnumerable<string> ids) => string.Join(", ", ids.Select(Method));

    public string Method(string? id) => catalogue.Find(id)?.Description.Name ?? id ?? "";

    /// <summary>Says that no answer is checked for this long.</summary>
    public string Locked(TimeSpan wait)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes));
        return minutes == 1
            ? texts["Too many attempts. Try again in 1 minute."]
            : texts["Too many attempts. Try again in {0} minutes.", minutes];
    }

    public string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1.5 } => texts["1 minute"],
        { TotalHours: < 1 } => texts["{0} minutes", (int)Math.Round(span.TotalMinutes)],
        { TotalHours: < 1.5 } => texts["1 hour"],
        { TotalDays: < 2 } => texts["{0} hours", (int)Math.Round(span.TotalHours)],
        _ => texts["{0} days", (int)Math.Round(span.TotalDays)],
    };

    public string Name(Reports.ProtectionGap gap) => gap switch
    {
        Reports.ProtectionGap.NoMethod => texts["No method"],
        Reports.ProtectionGap.WeakOnly => texts["Texts only"],
        Reports.ProtectionGap.OneWayIn => texts["One way in"],
    };

    public string Name(Audit.AuditEntryKind kind) => kind switch
    {
        Audit.AuditEntryKind.Support => texts["Support actions"],
        Audit.AuditEntryKind.Actions => texts["Requests and decisions"],
        Audit.AuditEntryKind.Denied => texts["Refusals"],
        Audit.AuditEntryKind.Everything => texts["Everything"],
    };

    public string Explain(LogBreak how) => how switch
    {
        LogBreak.EntryChanged => texts["it was changed, or the one before it was replaced"],
        LogBreak.EntryMissing => texts["it is missing"],
        LogBreak.EntryInserted => texts["it was inserted"],
        LogBreak.EndCutOff => texts["this entry and all later ones were cut off"],
        LogBreak.HeadChanged => texts["the record of the newest entry was changed"],
    };
}
