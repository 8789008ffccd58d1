using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Accounts.PersonalData;

/// <summary>
/// Exports everything that is stored about a person as JSON, for that person. It contains no keys, codes, hashes or tokens.
/// </summary>
internal sealed class PersonalDataExport(
    IDbContextFactory<PortalDbContext> factory, StepUpGuard guard, MethodCatalogue catalogue, ConfirmedPhoneStore phones,
    SessionStore sessions, TrustedDevices devices, AuditLogWriter log, IEnumerable<PersonalDataPart> parts)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the data, or why it is refused.</summary>
    public async Task<(byte[]? Json, MethodFault? Fault)> ExportAsync(
        Guid sessionId, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, evenIfFrozen: true);
        if (session is null)
        {
            return (null, fault);
        }

        var userId = session.Session.UserId;
        await log.AppendAsync(
            new AuditEvent(userId, AuditEvents.DataExported).From(session.Session.Client), cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellationToken);
        var data = new
        {
            Account = new
            {
                user.Id,
                user.UserName,
                user.Email,
                user.EmailConfirmed,
                session.Session.DisplayName,
                session.Session.Roles,
                Theme = await db.Set<Person>().Where(person => person.UserId == userId)
                    .Select(person => person.Theme).FirstOrDefaultAsync(cancellationToken),
                Language = await db.Set<Person>().Where(person => person.UserId == userId)
                    .Select(person => person.Language).FirstOrDefaultAsync(cancellationToken),
                Browser = await db.Set<Person>().Where(person => person.UserId == userId)
                    .Select(person => new { person.TimeZone, person.Region }).FirstOrDefaultAsync(cancellationToken),
                PhoneNumber = (await phones.FindAsync(db, userId, cancellationToken))?.E164,
            },
            Methods = await MethodsAsync(db, session.Enrolled, userId, cancellationToken),
            Sessions = (await sessions.ListAsync(userId, cancellationToken)).Select(row => new
            {
                row.CreatedAt,
                row.LastSeenAt,
                row.AuthenticationMethods,
                row.UserAgent,
                row.Address,
            }),
            TrustedDevices = (await devices.ListAsync(userId, cancellationToken)).Select(row => new
            {
                row.CreatedAt,
                row.LastUsedAt,
                row.ExpiresAt,
                row.UserAgent,
            }),
            Activity = await db.Set<AuditLogEntry>().AsNoTracking().Where(entry => entry.UserId == userId)
                .OrderBy(entry => entry.Sequence)
                .Select(entry => new { entry.At, entry.Event, entry.Detail, entry.Address, entry.UserAgent })
                .ToListAsync(cancellationToken),
        };
        var json = (JsonObject)JsonSerializer.SerializeToNode(data, Readable)!;
        foreach (var part in parts)
        {
            json[part.Name] = JsonSerializer.SerializeToNode(await part.ReadAsync(db, userId, cancellationToken), Readable);
        }

        return (JsonSerializer.SerializeToUtf8Bytes(json, Readable), null);
    }

    private async Task<IReadOnlyList<object>> MethodsAsync(
        PortalDbContext db, EnrolledMethods enrolled, string userId, CancellationToken cancellationToken)
    {
        List<object> methods = [];
        foreach (var row in enrolled.All)
        {
            methods.Add(new
            {
                row.Method,
                row.Since,
                row.LastUsedAt,
                row.Count,
                Items = catalogue.Find(row.Method) is IHasItems items
                    ? (await items.ListAsync(db, userId, cancellationToken)).Select(item => new { item.Name, item.AddedAt, item.LastUsedAt })
                    : null,
            });
        }

        return methods;
    }
}
