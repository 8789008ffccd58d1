namespace SecurityPortal.Audit;

/// <summary>One kind of entry of the log, as <see cref="AuditEvents"/> declares it.</summary>
/// <param name="Name">As it stands in the log; never changed once it was written.</param>
/// <param name="Person">The sentence for the person, given the detail in words; null for what is about nobody.</param>
/// <param name="Support">What those who work for support read; the detail follows it.</param>
/// <param name="Icon">The picture beside it, where it is not that of the category.</param>
/// <param name="ByAnybody">Whether anybody may have done it who knows the name of the account.</param>
internal sealed record AuditEventType(
    string Name, AuditCategory Category, AuditDetail Detail, Func<IStringLocalizer<Texts>, string, string>? Person,
    Func<IStringLocalizer<Texts>, string> Support, AuditSeverity Severity, string? Icon, bool ByAnybody)
{
    /// <summary>The person reads what is about them; leads read everything.</summary>
    public AuditReaders Readers => Person is null ? AuditReaders.Leads : AuditReaders.PersonAndSupport;

    public static implicit operator string(AuditEventType type) => type.Name;
}
