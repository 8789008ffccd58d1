using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SessionOptions = SecurityPortal.Authentication.Sessions.SessionOptions;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Decides who is offered "Trust this device", and trusts the device.</summary>
internal sealed class DeviceTrust(
    IDbContextFactory<PortalDbContext> factory, TrustedDevices devices, SessionStore sessions, AuditLogWriter log,
    IOptions<SessionOptions> options)
{
    /// <summary>
    /// Returns for how long a device would be trusted; zero if that is not offered: to staff, after an emergency method,
    /// and where another session let this one in, which does not show who holds the device.
    /// </summary>
    public async Task<TimeSpan> OfferedAsync(string userId, MethodDescription? method, CancellationToken cancellationToken)
    {
        var lifetime = options.Value.TrustedDeviceLifetime;
        return lifetime > TimeSpan.Zero && method is { IsEmergency: false, ProvesPossession: true }
            && !await IsStaffAsync(userId, cancellationToken)
                ? lifetime
                : TimeSpan.Zero;
    }

    /// <summary>
    /// Trusts the browser of the session that has just begun. Returns null if that is not offered to this person after this
    /// method, or if the session is over: whatever ended it also removed the trust from all devices.
    /// </summary>
    public async Task<DeviceToken?> TrustAsync(
        string sessionToken, MethodDescription? method, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await sessions.FindByTokenAsync(sessionToken, cancellationToken) is not { } session
            || await OfferedAsync(session.UserId, method, cancellationToken) == TimeSpan.Zero)
        {
            return null;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        if (await sessions.FindAsync(transaction.Db, session.Id, cancellationToken) is null)
        {
            return null;
        }

        var token = devices.Trust(transaction, client);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(session.UserId, AuditEvents.DeviceTrusted).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return token;
    }

    private async Task<bool> IsStaffAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.IsStaffAsync(userId, cancellationToken);
    }
}
