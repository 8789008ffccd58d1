using System.Collections.Immutable;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>The consents that people gave to applications. Each is a permanent authorization in OpenIddict's terms.</summary>
internal sealed class Consents(
    IDbContextFactory<PortalDbContext> factory, ClientStore clients, UnrestrictedSessions sessions, RequestTickets tickets,
    AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Returns the address of the page that asks the person about a request: <c>consent</c> or <c>account</c>.</summary>
    public string PageUrl(string page, AuthorizationRequest request, Guid session) =>
        $"/connect/{page}?ticket={tickets.Seal(new(session, request.ClientId, request.RequestUri, [.. request.Request.GetScopes()]))}";

    /// <summary>Whether the person has consented to all of these scopes for this client.</summary>
    /// <param name="since">When the client asked for a new consent; null when it did not.</param>
    public async Task<bool> IsGivenAsync(
        string userId, Client client, ImmutableArray<string> scopes, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var given = await Of(db, userId, client.Key).AsNoTracking().ToListAsync(cancellationToken);
        return given.Where(row => since is null || row.CreationDate >= since.Value.UtcDateTime)
            .Any(row => scopes.All((JsonSerializer.Deserialize<string[]>(row.Scopes ?? "[]") ?? []).Contains));
    }

    /// <summary>
    /// Stores a consent. Returns false when the client is gone, or when the ticket's session has ended or has to enrol first.
    /// </summary>
    public async Task<bool> GiveAsync(RequestTicket ticket, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(ticket.Session, cancellationToken) is not { } session
            || await clients.FindAsync(ticket.ClientId, cancellationToken) is not { } client)
        {
            return false;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var db = transaction.Db;
        await ApplicationSessions.RevokeAsync(db, Of(db, session.UserId, client.Key), cancellationToken);
        db.Add(new OpenIddictEntityFrameworkCoreAuthorization
        {
            Application = await db.Set<OpenIddictEntityFrameworkCoreApplication>().SingleAsync(row => row.Id == client.Key, cancellationToken),
            Subject = session.UserId,
            Status = Statuses.Valid,
            Type = AuthorizationTypes.Permanent,
            Scopes = JsonSerializer.Serialize(ticket.Scopes),
            CreationDate = clock.GetUtcNow().UtcDateTime,
        });
        await db.SaveChangesAsync(cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(session.UserId, AuditEvents.ApplicationAllowed, client.Name).From(session.Client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Returns the consents that are in force.</summary>
    public static IQueryable<OpenIddictEntityFrameworkCoreAuthorization> Of(PortalDbContext db, string userId, string clientKey) =>
        db.Set<OpenIddictEntityFrameworkCoreAuthorization>().Where(row =>
            row.Subject == userId && row.Application!.Id == clientKey
            && row.Type == AuthorizationTypes.Permanent && row.Status == Statuses.Valid);
}
