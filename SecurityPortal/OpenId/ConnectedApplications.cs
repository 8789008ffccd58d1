using OpenIddict.EntityFrameworkCore.Models;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SecurityPortal.OpenId;

/// <summary>Lists the applications that a person signs in to through the portal, and removes them.</summary>
internal sealed class ConnectedApplications(
    IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions, IReauthenticationGuard guard, ClientStore clients,
    ScopeTexts words, ApplicationSessions signIns, AuditLogWriter log)
{
    /// <summary>Returns the person's applications, ordered by name; null when the session has ended or has to enrol first.</summary>
    public async Task<IReadOnlyList<ConnectedApplication>?> ListAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        if (await sessions.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var signedIn = await db.Set<ApplicationSession>().AsNoTracking().Where(row => row.UserId == session.UserId)
            .ToListAsync(cancellationToken);
        var live = await signIns.Live(db, session.UserId).Select(row => row.ClientId).ToListAsync(cancellationToken);
        var consents = await db.Set<OpenIddictEntityFrameworkCoreAuthorization>().AsNoTracking()
            .Where(row => row.Subject == session.UserId && row.Type == AuthorizationTypes.Permanent && row.Status == Statuses.Valid)
            .Select(row => new { Client = row.Application!.ClientId!, row.Scopes }).ToListAsync(cancellationToken);
        return [.. (await clients.ListAsync(cancellationToken))
            .Where(client => consents.Any(row => row.Client == client.Id) || signedIn.Any(row => row.ClientId == client.Id && row.EndedAt == null))
            .Select(client => new ConnectedApplication(
                client.Id, client.Name, client.Host,
                words.Of([.. consents.Where(row => row.Client == client.Id)
                    .SelectMany(row => JsonSerializer.Deserialize<string[]>(row.Scopes ?? "[]") ?? [])]),
                signedIn.Where(row => row.ClientId == client.Id).Select(row => (DateTimeOffset?)row.LastUsedAt).Max(),
                live.Contains(client.Id),
                AsksConsent: !client.IsFirstParty))
            .OrderBy(application => application.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Withdraws the consent, revokes all tokens of the application and signs the person out there.</summary>
    public async Task<DeviceResult> RemoveAsync(Guid sessionId, string clientId, CancellationToken cancellationToken = default)
    {
        await using var change = await guard.BeginAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new DeviceResult.NeedsConfirmation();
        }

        if (await clients.FindAsync(clientId, cancellationToken) is not { } client)
        {
            return new DeviceResult.Done(0);
        }

        var (db, user) = (change.Transaction.Db, change.Transaction.UserId);
        var ended = await signIns.EndAsync(db, user, clientId, cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(user, AuditEvents.ApplicationRemoved, client.Name).From(change.Session.Client), cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new DeviceResult.Done(Math.Max(1, ended));
    }
}
