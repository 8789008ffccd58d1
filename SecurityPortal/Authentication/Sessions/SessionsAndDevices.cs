using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// Lists and ends the places where a person is signed in and the devices that they trust. Every call names the session that
/// it comes from; ending anything requires a recent confirmation (ASVS 7.5.2).
/// </summary>
internal sealed class SessionsAndDevices(
    SessionStore sessions, UnrestrictedSessions open, TrustedDevices devices, IReauthenticationGuard guard,
    AuditLogWriter log, SecurityEventRecorder recorder)
{
    /// <summary>Lists the person's live sessions, the calling one first; null if that has ended or is limited to enrolment.</summary>
    public async Task<IReadOnlyList<SessionView>?> SessionsAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? [.. (await sessions.ListAsync(session.UserId, cancellationToken))
                .Select(row => new SessionView(
                    row.Id, row.Id == sessionId, row.UserAgent, row.Address, row.CreatedAt, row.LastSeenAt,
                    row.AuthenticationMethods.Split(',')))
                .OrderByDescending(place => place.IsThis).ThenByDescending(place => place.LastSeenAt)]
            : null;

    /// <summary>Lists the devices that the person trusts; null if the calling session has ended or is limited to enrolment.</summary>
    public async Task<IReadOnlyList<TrustedDevice>?> DevicesAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? await devices.ListAsync(session.UserId, cancellationToken)
            : null;

    /// <summary>Ends another session of the same person, if there is one with this id.</summary>
    public async Task<DeviceResult> EndAsync(Guid sessionId, Guid other, CancellationToken cancellationToken = default)
    {
        await using var change = await guard.BeginAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new DeviceResult.NeedsConfirmation();
        }

        var ended = other != sessionId && await sessions.EndAsync(change.Transaction, other, cancellationToken) ? 1 : 0;
        return await FinishAsync(change, ended, cancellationToken);
    }

    /// <summary>Ends all of the person's sessions except the calling one.</summary>
    public async Task<DeviceResult> EndOthersAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        await using var change = await guard.BeginAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new DeviceResult.NeedsConfirmation();
        }

        var ended = await sessions.EndOthersAsync(change.Transaction, sessionId, cancellationToken);
        return await FinishAsync(change, ended, cancellationToken);
    }

    /// <summary>Removes the trust of one device, or of all if <paramref name="deviceId"/> is null.</summary>
    public async Task<DeviceResult> ForgetAsync(Guid sessionId, Guid? deviceId, CancellationToken cancellationToken = default)
    {
        await using var change = await guard.BeginAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new DeviceResult.NeedsConfirmation();
        }

        var forgotten = await devices.ForgetAsync(change.Transaction, deviceId, cancellationToken);
        if (forgotten > 0)
        {
            await log.AppendAsync(
                change.Transaction.Db,
                new AuditEvent(change.Transaction.UserId, AuditEvents.DeviceForgotten).From(change.Session.Client),
                cancellationToken);
        }

        await change.Transaction.CommitAsync(cancellationToken);
        return new DeviceResult.Done(forgotten);
    }

    private async Task<DeviceResult> FinishAsync(ReauthenticatedChange change, int ended, CancellationToken cancellationToken)
    {
        if (ended > 0)
        {
            await TellAsync(change.Transaction, change.Session.Client, ended, cancellationToken);
        }

        await change.Transaction.CommitAsync(cancellationToken);
        return new DeviceResult.Done(ended);
    }

    private Task TellAsync(PersonTransaction transaction, ClientInfo client, int ended, CancellationToken cancellationToken) =>
        recorder.RecordAsync(
            transaction, new(transaction.UserId, AuditEvents.SessionEnded, $"{ended}"), new SessionsEndedNotification(ended), client,
            cancellationToken);
}
