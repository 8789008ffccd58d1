using SecurityPortal.Audit;

namespace SecurityPortal.Support.Audit;

/// <summary>Which log entries to show.</summary>
/// <param name="Kind">The kind of entries.</param>
/// <param name="Name">The email address or user name of the person that entries are about, or of the agent who acted.</param>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, in UTC.</param>
public sealed record AuditFilter(AuditEntryKind Kind = AuditEntryKind.Support, string? Name = null, DateOnly? From = null, DateOnly? To = null)
{
    private static readonly string[] SupportEvents = AuditEvents.NamesOf(AuditCategory.SupportDesk);

    private static readonly string[] Decisions =
    [
        AuditEvents.SupportAsked, AuditEvents.SupportApproved, AuditEvents.SupportRefused, AuditEvents.SupportStopped,
        AuditEvents.MethodOff, AuditEvents.PassSent, AuditEvents.Unlocked,
    ];

    /// <summary>Converts a day from or to its form in URLs and forms; null for none.</summary>
    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <inheritdoc cref="Day(string?)"/>
    internal static string? Write(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Describes the filter for a log entry.</summary>
    internal string Describe() => string.Join(' ', new[]
    {
        Kind.ToString(),
        SupportText.Line(Name, 256),
        From is null ? null : $"from {Write(From)}",
        To is null ? null : $"to {Write(To)}",
    }.OfType<string>());

    internal IQueryable<AuditLogEntry> Apply(PortalDbContext db, IQueryable<AuditLogEntry> entries)
    {
        entries = Kind switch
        {
            AuditEntryKind.Support => entries.Where(entry =>
                SupportEvents.Contains(entry.Event) || (entry.Actor != "self" && entry.Actor != "portal")),
            AuditEntryKind.Actions => entries.Where(entry =>
                Decisions.Contains(entry.Event) && (entry.Event != AuditEvents.MethodOff || entry.Actor != "self")),
            AuditEntryKind.Denied => entries.Where(entry => entry.Event == AuditEvents.SupportDenied),
            AuditEntryKind.Everything => entries,
        };
        if (!string.IsNullOrWhiteSpace(Name))
        {
            var name = Name.Trim().ToUpperInvariant();
            var ids = db.Users.Where(user => user.NormalizedEmail == name || user.NormalizedUserName == name).Select(user => user.Id);
            entries = entries.Where(entry => ids.Contains(entry.UserId) || ids.Any(id => entry.Actor == id || entry.Actor.StartsWith(id + "/")));
        }

        if (From is { } first)
        {
            var from = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
            entries = entries.Where(entry => entry.At >= from);
        }

        if (To is { } last && last < DateOnly.MaxValue)
        {
            var to = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            entries = entries.Where(entry => entry.At < to);
        }

        return entries;
    }
}
