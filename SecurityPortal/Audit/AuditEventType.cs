namespace SecurityPortal.Audit;

/// <summary>A kind of log entry, as <see cref="AuditEvents"/> declares it.</summary>
/// <param name="Name">The name in the log; never changed once it has been written.</param>
/// <param name="Person">The sentence for the person, given the detail in words; null for events that are about nobody.</param>
/// <param name="Support">The text for support staff; the detail follows it.</param>
/// <param name="Icon">The icon beside it; null for the category's own.</param>
/// <param name="ByAnybody">Whether anybody who knows the name of the account can have caused it.</param>
internal sealed record AuditEventType(
    string Name, AuditCategory Category, AuditDetail Detail, Func<IStringLocalizer<Texts>, string, string>? Person,
    Func<IStringLocalizer<Texts>, string> Support, AuditSeverity Severity, string? Icon, bool ByAnybody)
{
    /// <summary>The person reads what is about them; leads read everything.</summary>
    public AuditReaders Readers => Person is null ? AuditReaders.Leads : AuditReaders.PersonAndSupport;

    public static implicit operator string(AuditEventType type) => type.Name;
}
