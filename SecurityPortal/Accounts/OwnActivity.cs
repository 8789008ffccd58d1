using Microsoft.EntityFrameworkCore;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Sessions;

namespace SecurityPortal.Accounts;

/// <summary>What a person sees of the log: their own entries, newest first.</summary>
internal sealed class OwnActivity(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 25;

    private static readonly Dictionary<ActivityFilter, string[]> Events = new()
    {
        [ActivityFilter.SignIns] =
        [
            ActivityEvents.SignedIn, ActivityEvents.SignedOut, ActivityEvents.Confirmed, ActivityEvents.PasswordRefused,
            ActivityEvents.SecondStepRefused, ActivityEvents.CodesClosed, ActivityEvents.PasswordClosed,
            ActivityEvents.PasskeyRefused, ActivityEvents.LoginRequested, ActivityEvents.LoginRequestApproved,
            ActivityEvents.LoginRequestDenied, ActivityEvents.DisabledSignIn,
        ],
        [ActivityFilter.Methods] =
        [
            ActivityEvents.MethodOn, ActivityEvents.MethodOff, ActivityEvents.MethodChanged, ActivityEvents.MethodsTakenOver,
            ActivityEvents.TwoFactorOff, ActivityEvents.SecurityKeyCopied, ActivityEvents.NotMe,
        ],
        [ActivityFilter.Devices] =
        [
            ActivityEvents.DeviceTrusted, ActivityEvents.DeviceForgotten, ActivityEvents.TrustedDeviceReplayed,
            ActivityEvents.SessionEnded,
        ],
        [ActivityFilter.Account] =
        [
            ActivityEvents.Registered, ActivityEvents.PasswordChanged, ActivityEvents.PasswordReset,
            ActivityEvents.PasswordResetAsked, ActivityEvents.EmailChanged, ActivityEvents.EmailChangeAsked,
            ActivityEvents.DataExported, ActivityEvents.RecoveryAsked, ActivityEvents.RecoveryStopped,
            ActivityEvents.RecoveryLinkSent, ActivityEvents.RecoveryUsed, ActivityEvents.EmailConfirmationAsked,
            ActivityEvents.EmailConfirmed, ActivityEvents.AccountDisabled, ActivityEvents.AccountEnabled,
            ActivityEvents.RoleGranted, ActivityEvents.RoleRevoked,
        ],
    };

    /// <summary>A page of entries; empty when the session is over.</summary>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    /// <param name="count">How many at most.</param>
    public async Task<IReadOnlyList<ActivityEntry>> ListAsync(
        Guid sessionId, ActivityFilter filter, long? before = null, int count = PageSize,
        CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return [];
        }

        var entries = db.Set<ActivityEntry>().AsNoTracking()
            .Where(entry => entry.UserId == session.UserId && (before == null || entry.Sequence < before));
        if (Events.TryGetValue(filter, out var events))
        {
            entries = entries.Where(entry => events.Contains(entry.Event));
        }

        return await entries.OrderByDescending(entry => entry.Sequence).Take(count).ToListAsync(cancellationToken);
    }
}

/// <summary>What a person may look for in the log.</summary>
public enum ActivityFilter
{
    Everything,
    SignIns,
    Methods,
    Devices,
    Account,
}
