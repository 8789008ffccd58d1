using SecurityPortal.Audit;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>
/// What a person sees of, and does to, the places where they are signed in and the devices that they trust. Every
/// call names the session that it comes from; what ends something wants a recent confirmation (ASVS 7.5.2).
/// </summary>
internal sealed class SessionsAndDevices(
    SessionStore sessions, UnrestrictedSessions open, TrustedDevices devices, IReauthenticationGuard guard,
    AuditLogWriter log, SecurityEventRecorder recorder)
{
    /// <summary>The person's live sessions, the asking one first; null when that is over.</summary>
    public async Task<IReadOnlyList<SessionView>?> SessionsAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? [.. (await sessions.ListAsync(session.UserId, cancellationToken))
                .Select(row => new SessionView(
                    row.Id, row.Id == sessionId, row.UserAgent, row.Address, row.CreatedAt, row.LastSeenAt,
                    row.AuthenticationMethods.Split(',')))
                .OrderByDescending(place => place.IsThis).ThenByDescending(place => place.LastSeenAt)]
            : null;

    /// <summary>The devices that the person trusts; null when the asking session is over.</summary>
    public async Task<IReadOnlyList<TrustedDevice>?> DevicesAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? await devices.ListAsync(session.UserId, cancellationToken)
            : null;

    /// <summary>Ends one other session of the same person, if there is one such.</summary>
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

    /// <summary>Ends all of the person's sessions but the asking one.</summary>
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

    /// <summary>Takes the trust back from one device, or with null from all.</summary>
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
