using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.SignIn.Password;

/// <summary>Uses the trust in the browser from which a right password came.</summary>
internal sealed class SignInDevice(TrustedDevices devices, SecurityEventRecorder recorder)
{
    /// <summary>
    /// Returns the token for the device's next use if it is trusted; always null for staff. In the transaction of the sign-in,
    /// which hands the token out: a sign-in that fails must not make the browser's own token look copied.
    /// </summary>
    public async Task<DeviceToken?> UseAsync(PersonTransaction transaction, DeviceToken? device, CancellationToken cancellationToken)
    {
        if (device is null || await transaction.Db.IsStaffAsync(transaction.UserId, cancellationToken))
        {
            return null;
        }

        switch (await devices.UseAsync(transaction, device, cancellationToken))
        {
            case DeviceUse.Trusted trusted:
                return trusted.Next;
            case DeviceUse.Replayed:
                await recorder.RecordAsync(
                    transaction, new(transaction.UserId, AuditEvents.TrustedDeviceReplayed), new DeviceReplayedNotification(), client: null,
                    cancellationToken);
                return null;
            default:
                return null;
        }
    }
}
