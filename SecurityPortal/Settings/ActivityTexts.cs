using SecurityPortal.Accounts.PersonalData;
using SecurityPortal.Audit;

namespace SecurityPortal.Settings;

/// <summary>Explains an entry of the audit log to the person it is about.</summary>
internal sealed class ActivityTexts(
    SessionTexts sessions, IStringLocalizer<Texts> texts, IStringLocalizer<SecurityPortal.Audit.Texts> events)
{
    /// <summary>Returns the sentence; for an event that only an earlier version wrote, its bare name.</summary>
    public string What(AuditLogEntry entry) => AuditEvents.Find(entry.Event) is { Person: { } said } type
        ? said(events, About(type.Detail, entry.Detail))
        : entry.Event;

    /// <summary>Returns the icon beside it.</summary>
    public string Picture(AuditLogEntry entry) => AuditEvents.Find(entry.Event) switch
    {
        { Severity: AuditSeverity.Warning } => "warning",
        { Icon: { } icon } => icon,
        { Category: AuditCategory.Factors } => "key",
        { Category: AuditCategory.Devices } => "device",
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

    /// <summary>
    /// Returns the same for the start of a line; null for something that anybody who knows the account's name may have done.
    /// </summary>
    public string? Doer(AuditLogEntry entry) => AuditEvents.Find(entry.Event) is { ByAnybody: true }
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

    private string About(AuditDetail kind, string detail) => kind switch
    {
        AuditDetail.Steps => sessions.AuthenticationMethods(detail.Split(',')),
        AuditDetail.Methods => sessions.AuthenticationMethods(detail.Split(','), ", "),
        AuditDetail.Browser => sessions.Browser(detail),
        _ => detail,
    };
}
