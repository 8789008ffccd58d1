using SecurityPortal.Audit;

namespace SecurityPortal.Support.Audit;

/// <summary>
/// Composes log details that hold more than identifiers: the case number when the person or the portal acted, whose actor names
/// no case; and what a lead typed.
/// </summary>
internal static class LogDetails
{
    private const string CaseSign = " #";
    private const string TypedSign = " : ";

    private static readonly string[] WithNumber =
    [
        AuditEvents.SupportStopped, AuditEvents.CaseOpened, AuditEvents.CheckPassed, AuditEvents.CheckFailed,
        AuditEvents.CallerDenied, AuditEvents.AgentCodeConfirmed, AuditEvents.AgentCodeWrong,
    ];

    public static string InCase(string what, long number) => $"{what}{CaseSign}{number}".TrimStart();

    public static string Typed(string what, string? typed) => typed is null ? what : $"{what}{TypedSign}{typed}";

    /// <summary>Splits a detail into the text without the case number, and the number; null when there is none.</summary>
    public static (string Detail, string? CaseNumber) Read(string name, string actor, string detail)
    {
        if (actor is not ("self" or "portal") || !WithNumber.Contains(name))
        {
            return (detail, null);
        }

        var text = $" {detail}";
        var sign = text.LastIndexOf(CaseSign, StringComparison.Ordinal);
        return sign >= 0 && long.TryParse(text[(sign + CaseSign.Length)..], out _)
            ? (text[..sign].Trim(), text[(sign + CaseSign.Length)..])
            : (detail, null);
    }

    /// <summary>Splits a detail into its identifiers and the text that a lead typed; null when they typed none.</summary>
    public static (string What, string? Typed) Split(string detail) =>
        detail.IndexOf(TypedSign, StringComparison.Ordinal) is >= 0 and var sign
            ? (detail[..sign], detail[(sign + TypedSign.Length)..])
            : (detail, null);
}
