using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Accounts;

/// <summary>What a person sees of the log: their own entries, newest first.</summary>
internal sealed class SelfServiceActivity(IDbContextFactory<PortalDbContext> factory, UnrestrictedSessions sessions)
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 25;

    private static readonly Dictionary<ActivityFilter, string[]> Events = new()
    {
        [ActivityFilter.SignIns] =
        [
            AuditEvents.SignedIn, AuditEvents.SignedOut, AuditEvents.Confirmed, AuditEvents.PasswordRefused,
            AuditEvents.SecondFactorRefused, AuditEvents.CodesClosed, AuditEvents.PasswordClosed,
            AuditEvents.PasskeyRefused, AuditEvents.LoginRequested, AuditEvents.LoginRequestApproved,
            AuditEvents.LoginRequestDenied, AuditEvents.DisabledSignIn,
        ],
        [ActivityFilter.Methods] =
        [
            AuditEvents.MethodOn, AuditEvents.MethodOff, AuditEvents.MethodChanged, AuditEvents.MethodsImported,
            AuditEvents.TwoFactorOff, AuditEvents.SecurityKeyCopied, AuditEvents.Disavowal,
        ],
        [ActivityFilter.Devices] =
        [
            AuditEvents.DeviceTrusted, AuditEvents.DeviceForgotten, AuditEvents.TrustedDeviceReplayed,
            AuditEvents.SessionEnded,
        ],
        [ActivityFilter.Account] =
        [
            AuditEvents.Registered, AuditEvents.PasswordChanged, AuditEvents.PasswordReset,
            AuditEvents.PasswordResetAsked, AuditEvents.EmailChanged, AuditEvents.EmailChangeAsked,
            AuditEvents.DataExported, AuditEvents.RecoveryAsked, AuditEvents.RecoveryStopped,
            AuditEvents.RecoveryLinkSent, AuditEvents.RecoveryUsed, AuditEvents.EmailConfirmationAsked,
            AuditEvents.EmailConfirmed, AuditEvents.AccountDisabled, AuditEvents.AccountEnabled,
            AuditEvents.RoleGranted, AuditEvents.RoleRevoked,
        ],
    };

    /// <summary>A page of entries; empty when the session is over.</summary>
    /// <param name="before">Only entries older than this one; null for the newest.</param>
    /// <param name="count">How many at most.</param>
    public async Task<IReadOnlyList<AuditLogEntry>> ListAsync(
        Guid sessionId, ActivityFilter filter, long? before = null, int count = PageSize,
        CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await sessions.FindAsync(db, sessionId, cancellationToken) is not { } session)
        {
            return [];
        }

        var entries = db.Set<AuditLogEntry>().AsNoTracking()
            .Where(entry => entry.UserId == session.UserId && (before == null || entry.Sequence < before));
        if (Events.TryGetValue(filter, out var events))
        {
            entries = entries.Where(entry => events.Contains(entry.Event));
        }

        return await entries.OrderByDescending(entry => entry.Sequence).Take(count).ToListAsync(cancellationToken);
    }
}
