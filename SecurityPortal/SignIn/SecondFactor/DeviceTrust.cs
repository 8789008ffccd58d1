using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SessionOptions = SecurityPortal.Authentication.Sessions.SessionOptions;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Decides to whom "Trust this device" is offered, and does it.</summary>
internal sealed class DeviceTrust(
    IDbContextFactory<PortalDbContext> factory, TrustedDevices devices, SessionStore sessions, AuditLogWriter log,
    IOptions<SessionOptions> options)
{
    /// <summary>
    /// For how many days a device would be trusted; 0 when it is not offered: to staff, after an emergency measure, and
    /// where another session let this one in, which says nothing of who holds the device.
    /// </summary>
    public async Task<int> DaysOfferedAsync(string userId, MethodDescription? method, CancellationToken cancellationToken)
    {
        var days = (int)options.Value.TrustedDeviceLifetime.TotalDays;
        return days > 0 && method is { IsEmergency: false, ProvesPossession: true } && !await IsStaffAsync(userId, cancellationToken)
            ? days
            : 0;
    }

    /// <summary>
    /// Trusts the browser of the session that has just begun; null when it is not offered to this person after this method, or
    /// the session is over: what ended it has taken the trust from all devices, and this is one.
    /// </summary>
    public async Task<DeviceToken?> TrustAsync(
        string sessionToken, MethodDescription? method, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await sessions.FindByTokenAsync(sessionToken, cancellationToken) is not { } session
            || await DaysOfferedAsync(session.UserId, method, cancellationToken) == 0)
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
