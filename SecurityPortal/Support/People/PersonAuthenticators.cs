using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Support.People;

/// <summary>Reads what opens a person's account, as far as support may see it: methods, sessions, trusted devices.</summary>
internal sealed class PersonAuthenticators(Enrolments enrolments, MethodCatalogue catalogue, SessionStore sessions, TrustedDevices devices)
{
    public async Task<HeldAuthenticators> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(db, userId, cancellationToken);
        return new(
            enrolled.IsTwoFactorOn,
            [.. catalogue.All.Select(method => (Method: method, Row: enrolled.Find(method.Description.Id)))
                .Where(pair => pair.Row is not null)
                .Select(pair => new PersonMethod(
                    pair.Row!.Method, pair.Method.Description.Name, pair.Method.Description.Icon,
                    pair.Method.Detail(pair.Row)?.Text, pair.Row.Since, pair.Row.LastUsedAt))],
            [.. (await sessions.ListAsync(userId, cancellationToken)).OrderByDescending(row => row.LastSeenAt)
                .Select(row => new PersonSession(row.UserAgent, row.CreatedAt, row.LastSeenAt, row.AuthenticationMethods.Split(',')))],
            [.. (await devices.ListAsync(userId, cancellationToken))
                .Select(row => new PersonDevice(row.UserAgent, row.LastUsedAt, row.ExpiresAt))]);
    }
}
