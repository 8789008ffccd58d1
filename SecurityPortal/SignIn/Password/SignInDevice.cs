using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.SignIn.Password;

/// <summary>Uses the trust in the browser from which a right password came.</summary>
internal sealed class SignInDevice(IDbContextFactory<PortalDbContext> factory, TrustedDevices devices, SecurityEventRecorder recorder)
{
    /// <summary>Returns the token for the device's next use if it is trusted; always null for staff.</summary>
    public async Task<DeviceToken?> UseAsync(string userId, DeviceToken? device, CancellationToken cancellationToken)
    {
        if (device is null || await IsStaffAsync(userId, cancellationToken))
        {
            return null;
        }

        switch (await devices.UseAsync(userId, device, cancellationToken))
        {
            case DeviceUse.Trusted trusted:
                return trusted.Next;
            case DeviceUse.Replayed:
                await using (var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken))
                {
                    await recorder.RecordAsync(
                        transaction, new(userId, AuditEvents.TrustedDeviceReplayed), new DeviceReplayedNotification(), client: null,
                        cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                return null;
            default:
                return null;
        }
    }

    private async Task<bool> IsStaffAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.IsStaffAsync(userId, cancellationToken);
    }
}
