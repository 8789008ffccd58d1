using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Notices;

namespace SecurityPortal.Sessions;

/// <summary>
/// What a person sees of, and does to, the places where they are signed in and the devices that they trust. Every
/// call names the session that it comes from.
/// </summary>
internal sealed class DeviceList(
    IDbContextFactory<PortalDbContext> factory, SessionStore sessions, UnrestrictedSessions open, TrustedDevices devices,
    ActivityLogWriter log, NoticeWriter notices)
{
    /// <summary>The person's live sessions, the asking one first; null when that is over.</summary>
    public async Task<IReadOnlyList<SignedInPlace>?> SessionsAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? [.. (await sessions.ListAsync(session.UserId, cancellationToken))
                .Select(row => new SignedInPlace(
                    row.Id, row.Id == sessionId, row.UserAgent, row.Address, row.CreatedAt, row.LastSeenAt,
                    row.SignedInWith.Split(',')))
                .OrderByDescending(place => place.IsThis).ThenByDescending(place => place.LastSeenAt)]
            : null;

    /// <summary>The devices that the person trusts; null when the asking session is over.</summary>
    public async Task<IReadOnlyList<TrustedDevice>?> DevicesAsync(Guid sessionId, CancellationToken cancellationToken = default) =>
        await open.FindAsync(sessionId, cancellationToken) is { } session
            ? await devices.ListAsync(session.UserId, cancellationToken)
            : null;

    /// <summary>Ends one other session of the same person; false when there is none such.</summary>
    public async Task<bool> EndAsync(Guid sessionId, Guid other, CancellationToken cancellationToken = default)
    {
        if (other == sessionId || await open.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return false;
        }

        var ended = await sessions.EndAsync(session.UserId, other, cancellationToken);
        if (ended)
        {
            await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
            await TellAsync(transaction, session.Client, 1, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return ended;
    }

    /// <summary>Ends all of the person's sessions but the asking one; the number of those ended.</summary>
    public async Task<int> EndOthersAsync(Guid sessionId, CancellationToken cancellationToken = default)
    {
        if (await open.FindAsync(sessionId, cancellationToken) is not { } session)
        {
            return 0;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, session.UserId, cancellationToken);
        var ended = await sessions.EndOthersAsync(transaction, sessionId, cancellationToken);
        if (ended > 0)
        {
            await TellAsync(transaction, session.Client, ended, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return ended;
    }

    private async Task TellAsync(
        PersonTransaction transaction, ClientInfo client, int ended, CancellationToken cancellationToken)
    {
        await log.AppendAsync(
            transaction.Db,
            new Activity(transaction.UserId, ActivityEvents.SessionEnded, $"{ended}").From(client),
            cancellationToken);
        await notices.AddAsync(
            transaction, new SessionsEndedNotice(ended), client.Source(), cancellationToken: cancellationToken);
    }

    /// <summary>Takes the trust back from one device, or with null from all.</summary>
    public async Task ForgetAsync(Guid sessionId, Guid? deviceId, CancellationToken cancellationToken = default)
    {
        if (await open.FindAsync(sessionId, cancellationToken) is { } session)
        {
            await devices.ForgetAsync(session.UserId, deviceId, cancellationToken);
            await log.AppendAsync(new(session.UserId, ActivityEvents.DeviceForgotten), cancellationToken);
        }
    }
}

/// <summary>A place where the person is signed in.</summary>
public sealed record SignedInPlace(
    Guid Id, bool IsThis, string UserAgent, string Address, DateTimeOffset Since, DateTimeOffset LastSeenAt,
    IReadOnlyList<string> SignedInWith);
