using SecurityPortal.Audit;
using SecurityPortal.Support.Actions;
using SecurityPortal.Support.Audit;
using SecurityPortal.Support.Cases;
using SecurityPortal.Support.Reports;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support;

/// <summary>Puts the details of log entries, which are stored as identifiers, into words.</summary>
internal sealed class EventDetailTexts(MethodCatalogue catalogue, SupportTexts words, IStringLocalizer<Texts> texts)
{
    /// <param name="steps">Names the steps of a sign-in.</param>
    public string Say(AuditDetail kind, string detail, Func<IEnumerable<string>, string> steps)
    {
        if (detail.Length == 0)
        {
            return "";
        }

        return kind switch
        {
            AuditDetail.Counted when CountedDetail.Read(detail) is var (what, times) => texts["{0}, {1} times", what, times],
            AuditDetail.CaseNumber => texts["of case {0}", detail],
            AuditDetail.Priority => Priority(detail),
            AuditDetail.Report => Report(detail),
            AuditDetail.Search => Search(detail),
            AuditDetail.Steps => steps(detail.Split(',')),
            AuditDetail.Check => Check(detail),
            AuditDetail.SupportAction => Action(detail),
            AuditDetail.SupportDecision => Decision(detail),
            AuditDetail.Denial => Denied(detail),
            AuditDetail.Losses => Lost(detail),
            AuditDetail.Verification => detail == "intact" ? texts["intact"] : texts["BROKEN"],
            AuditDetail.Filter => Filter(detail),
            AuditDetail.Export => Export(detail),
            AuditDetail.Cause => detail == AuditEvents.Disavowal ? texts["after \"This wasn't me\""] : detail,
            AuditDetail.Methods => string.Join(", ", detail.Split(',').Select(Method)),
            AuditDetail.None or AuditDetail.Typed or AuditDetail.Browser => detail,
        };
    }

    private string Method(string id) => catalogue.Find(id)?.Description.Name ?? id;

    private string Search(string detail) => detail
        .Replace("case:", $"{texts["case number"]}:", StringComparison.Ordinal)
        .Replace("number:", $"{texts["phone number"]}:", StringComparison.Ordinal)
        .Replace("last four digits:", $"{texts["last four digits"]}:", StringComparison.Ordinal)
        .Replace("last four digits and", texts["last four digits and"], StringComparison.Ordinal);

    // The kind of check, then what it rested on.
    private string Check(string detail)
    {
        var parts = detail.Split(' ', 2);
        if (!Enum.TryParse<CheckKind>(parts[0], out var kind) || !Enum.IsDefined(kind))
        {
            return detail;
        }

        var hint = parts.Length < 2 ? ""
            : Enum.TryParse<IdentityDocument>(parts[1], out var document) && Enum.IsDefined(document) ? words.Name(document) : parts[1];
        return hint.Length == 0 ? words.Done(kind) : $"{words.Done(kind)}, {hint}";
    }

    // The kind of action, its method, and its result or why it ended.
    private string Action(string detail)
    {
        var parts = detail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!Enum.TryParse<ActionKind>(parts[0], out var kind) || !Enum.IsDefined(kind))
        {
            return detail;
        }

        var method = parts.Skip(1).FirstOrDefault(part => catalogue.Find(part) is not null);
        var rest = parts.Skip(1).Where(part => part != method).Select(Outcome);
        return string.Join(' ', rest.Prepend(words.Name(kind, kind == ActionKind.ResetMethod ? method : null)));
    }

    private string Outcome(string word) => word switch
    {
        nameof(ActionState.AwaitingApproval) => texts["(waiting for a lead)"],
        nameof(ActionState.Waiting) => texts["(waiting period)"],
        nameof(ActionState.Done) => texts["(done)"],
        nameof(CancellationCause.Notice) => texts["by the person"],
        nameof(CancellationCause.Disavowal) => texts["by \"This wasn't me\""],
        nameof(CancellationCause.SignIn) => texts["by a sign-in"],
        nameof(CancellationCause.AskerGone) => texts["because the agent no longer has access"],
        nameof(CancellationCause.Expired) => texts["because no lead decided in time"],
        nameof(CancellationCause.Restored) => texts["because the portal was restored from a backup"],
        nameof(CancellationCause.AccountClosed) => texts["because the account was locked or disabled"],
        nameof(CancellationCause.NewPassword) => texts["because the password was changed in the meantime"],
        nameof(CancellationCause.Superseded) => texts["because the methods changed in the meantime"],
        _ => word,
    };

    private string Decision(string detail)
    {
        var (what, typed) = LogDetails.Split(detail);
        return typed is null ? Action(what) : $"{Action(what)}. {typed}";
    }

    // What the agent attempted, and why it was refused.
    private string Denied(string detail)
    {
        var sign = detail.LastIndexOf(": ", StringComparison.Ordinal);
        if (sign < 0 || !Enum.TryParse<SupportFault>(detail[(sign + 2)..], out var fault) || !Enum.IsDefined(fault))
        {
            return detail;
        }

        var what = detail[..sign];
        return $"{Tried(what)}. {words.Explain(fault)}";
    }

    private string Tried(string what) => what switch
    {
        "search" => texts["search"],
        "open a person" => texts["open a person"],
        "open a case" => texts["open a case"],
        "write a note" => texts["write a note"],
        "report a loss" => texts["report a loss"],
        "close a case" => texts["close a case"],
        "reopen a case" => texts["reopen a case"],
        "take a case" => texts["take a case"],
        "hand over a case" => texts["hand over a case"],
        "release a case" => texts["put a case back in the queue"],
        "set a priority" => texts["set a priority"],
        "mark a duplicate" => texts["mark a duplicate"],
        "write a template" => texts["write a template"],
        "remove a template" => texts["remove a template"],
        "ask in a browser" => texts["ask in a signed-in browser"],
        "show an agent code" => texts["show a code for the caller"],
        "read a report" => texts["read a report"],
        "export a report" => texts["export a report"],
        "remind people" => texts["remind people"],
        "compare a code" => texts["compare a code"],
        "record a call back" => texts["record a callback"],
        "record a document" => texts["record a document"],
        "approve" => texts["approve a request"],
        "refuse" => texts["refuse a request"],
        "withdraw" => texts["withdraw a request"],
        "read the log" => texts["read the log"],
        "export the log" => texts["export the log"],
        _ when what.StartsWith("send a code, ", StringComparison.Ordinal) => texts["send a code"],
        _ => Action(what),
    };

    private string Lost(string detail) => Enum.TryParse<LostThings>(detail, out var lost) ? words.Name(lost) : detail;

    // Which list, for which role; or the figures for a number of days.
    private string Report(string detail)
    {
        var parts = detail.Split(' ', 2);
        return Enum.TryParse<ProtectionGap>(parts[0], out var gap) && Enum.IsDefined(gap)
            ? string.Join(", ", parts.Skip(1).Prepend(words.Name(gap)))
            : parts is [_, var days] ? texts["figures of {0} days", days] : detail;
    }

    private string Priority(string detail) =>
        Enum.TryParse<CasePriority>(detail, out var priority) && Enum.IsDefined(priority) ? words.Name(priority) : detail;

    private string Filter(string detail)
    {
        var parts = detail.Split(' ', 2);
        return !Enum.TryParse<AuditEntryKind>(parts[0], out var kind) || !Enum.IsDefined(kind) ? detail
            : parts.Length < 2 ? words.Name(kind) : $"{words.Name(kind)}, {parts[1]}";
    }

    private string Export(string detail) => detail.Split(": ", 2) is [var head, var filter] && head.Split(' ') is [var format, var count]
        ? texts["{0} entries as {1}: {2}", count, format == nameof(AuditExportFormat.Csv) ? "CSV" : "JSON lines", Filter(filter)]
        : detail;
}
