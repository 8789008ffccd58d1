using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Platform.Database;
using SecurityPortal.Support.People;

namespace SecurityPortal.Support.Audit;

/// <summary>
/// The whole log, as those who work for support may read and check it. Nobody can change it. Reading a page is counted
/// and leaves an entry; names of people whom the agent has nothing to do with are masked.
/// </summary>
internal sealed class SupportAuditLog(
    IDbContextFactory<PortalDbContext> factory, SupportGuard guard, PersonAccess access, AgentTallies tallies,
    AuditLogVerifier verifier, AuditLogWriter log, IOptions<SupportOptions> options)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page of entries, newest first.</summary>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    public async Task<(IReadOnlyList<SupportAuditEntry> Entries, SupportFault? Fault)> ListAsync(
        Guid sessionId, AuditFilter filter, long? before = null, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (agent, fault) = await guard.CheckAsync(db, sessionId, cancellationToken);
        if (agent is null)
        {
            return ([], fault);
        }

        if (!await tallies.TryCountAsync(db, agent.Id, AgentTallies.LogPages, options.Value.LogPagesPerHour, cancellationToken))
        {
            await guard.DenyAsync(agent, "", "read the log", SupportFault.TooManyLookups, cancellationToken);
            return ([], SupportFault.TooManyLookups);
        }

        var rows = await filter.Apply(db, db.Set<AuditLogEntry>().AsNoTracking())
            .Where(entry => before == null || entry.Sequence < before)
            .OrderByDescending(entry => entry.Sequence).Take(PageSize).ToListAsync(cancellationToken);
        await log.AppendAsync(agent.AuditEvent("", AuditEvents.LogRead, filter.Describe()), cancellationToken);
        var known = await access.KnownAsync(db, agent, rows.Select(row => row.UserId), cancellationToken);
        return ([.. (await NamedAsync(db, rows, cancellationToken))
            .Select(entry => known.Contains(entry.UserId) || entry.Person.Length == 0 ? entry : entry with { Person = PersonAccess.Masked(entry.Person) })], null);
    }

    /// <summary>Walks the whole chain; null when the session may not.</summary>
    public async Task<LogCheck?> VerifyAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        var (agent, _) = await guard.CheckAsync(sessionId, cancellationToken);
        if (agent is null)
        {
            return null;
        }

        var check = await verifier.VerifyAsync(cancellationToken: cancellationToken);
        await log.AppendAsync(agent.AuditEvent("", AuditEvents.LogVerified, check is LogCheck.Intact ? "intact" : "BROKEN"), cancellationToken);
        return check;
    }

    /// <summary>The names of those that entries are about and by.</summary>
    public static async Task<IReadOnlyList<SupportAuditEntry>> NamedAsync(
        PortalDbContext db, IReadOnlyList<AuditLogEntry> rows, CancellationToken cancellationToken)
    {
        var names = await StaffNames.FindAsync(
            db, rows.SelectMany(row => new[] { row.UserId, SupportActor.Read(row.Actor).Id }), cancellationToken);
        return [.. rows.Select(row =>
        {
            var (actor, number) = SupportActor.Read(row.Actor);
            var (detail, ofPerson) = LogDetails.Read(row.Event, row.Actor, row.Detail);
            return new SupportAuditEntry(
                row.Sequence, row.At, row.UserId, names.GetValueOrDefault(row.UserId, ""), names.GetValueOrDefault(actor, actor),
                number ?? ofPerson, row.Event, detail, row.Address, row.UserAgent);
        })];
    }
}

/// <summary>An entry of the log with its names.</summary>
public sealed record SupportAuditEntry(
    long Sequence, DateTimeOffset At, string UserId, string Person, string Actor, string? CaseNumber, string Event, string Detail,
    string Address, string UserAgent);

/// <summary>What to show of the log.</summary>
/// <param name="Kind">Which kind of entries.</param>
/// <param name="Name">The address or user name of the person it is about, or of the agent who did it.</param>
/// <param name="From">The first day, as UTC.</param>
/// <param name="To">The last day, as UTC.</param>
public sealed record AuditFilter(AuditEntryKind Kind = AuditEntryKind.Support, string? Name = null, DateOnly? From = null, DateOnly? To = null)
{
    private static readonly string[] SupportEvents =
    [
        AuditEvents.LookedUp, AuditEvents.Viewed, AuditEvents.CaseOpened, AuditEvents.CaseClosed, AuditEvents.CheckSent,
        AuditEvents.CheckPassed, AuditEvents.CheckFailed, AuditEvents.SupportAsked, AuditEvents.SupportApproved,
        AuditEvents.SupportRefused, AuditEvents.SupportStopped, AuditEvents.SupportDenied, AuditEvents.Unlocked,
        AuditEvents.PassSent, AuditEvents.PassShown, AuditEvents.LogVerified, AuditEvents.LogExported,
        AuditEvents.Restored,
        AuditEvents.LogRead, AuditEvents.CaseReopened, AuditEvents.LossReported,
        AuditEvents.CaseAssigned, AuditEvents.CaseReleased, AuditEvents.CasePrioritised, AuditEvents.CaseDuplicate,
        AuditEvents.TemplateChanged, AuditEvents.TemplateRemoved, AuditEvents.AgentCodeMade, AuditEvents.CallerDenied,
        AuditEvents.ReportRead, AuditEvents.ReportExported, AuditEvents.RemindersRequested, AuditEvents.ReminderSent,
    ];

    private static readonly string[] Decisions =
    [
        AuditEvents.SupportAsked, AuditEvents.SupportApproved, AuditEvents.SupportRefused, AuditEvents.SupportStopped,
        AuditEvents.MethodOff, AuditEvents.PassSent, AuditEvents.Unlocked,
    ];

    /// <summary>A day as it stands in an address or a form; null for none.</summary>
    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <inheritdoc cref="Day(string?)"/>
    internal static string? Write(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The filter as an entry of the log names it.</summary>
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

/// <summary>Kinds of entries.</summary>
public enum AuditEntryKind
{
    /// <summary>All that support did.</summary>
    Support,

    /// <summary>What was asked for, decided and done.</summary>
    Actions,

    /// <summary>What agents were refused.</summary>
    Denied,
    Everything,
}
