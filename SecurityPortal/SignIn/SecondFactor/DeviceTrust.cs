using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;
using SessionOptions = SecurityPortal.Authentication.Sessions.SessionOptions;

namespace SecurityPortal.SignIn.SecondFactor;

/// <summary>Decides to whom "Trust this device" is offered, and does it.</summary>
internal sealed class DeviceTrust(
    IDbContextFactory<PortalDbContext> factory, TrustedDevices devices, AuditLogWriter log,
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

    /// <summary>Trusts the browser; null when it is not offered to this person after this method.</summary>
    public async Task<DeviceToken?> TrustAsync(
        string userId, MethodDescription? method, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await DaysOfferedAsync(userId, method, cancellationToken) == 0)
        {
            return null;
        }

        var token = await devices.TrustAsync(userId, client, cancellationToken);
        await log.AppendAsync(
            new(userId, AuditEvents.DeviceTrusted) { Address = client.Address, UserAgent = client.UserAgent },
            cancellationToken);
        return token;
    }

    private async Task<bool> IsStaffAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.IsStaffAsync(userId, cancellationToken);
    }
}
