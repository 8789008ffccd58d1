using Microsoft.AspNetCore.Identity;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Recognises a key that may be a copy, because its signature counter did not increase (WebAuthn 6.1.1), wherever it is used.
/// Logs it and notifies the owner immediately, and after that at increasing intervals.
/// </summary>
internal sealed class CopiedKeys(
    IDbContextFactory<PortalDbContext> factory, AttemptLimiter limiter, AuditLogWriter log, NotificationWriter notices)
{
    /// <summary>Whether an answer was refused for its counter. The handler distinguishes faults only by their messages.</summary>
    public static bool IsCopy(PasskeyException? failure) =>
        failure?.Message.Contains("sign count", StringComparison.OrdinalIgnoreCase) == true
        || failure?.Message.Contains("signature counter", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="client">Where the key was used; null when that is not known.</param>
    public async Task NoteAsync(string userId, ClientInfo? client, CancellationToken cancellationToken = default)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var entry = new AuditEvent(userId, AuditEvents.SecurityKeyCopied, SecurityKeysMethod.Id);
        await log.AppendAsync(transaction.Db, client is null ? entry : entry.From(client), cancellationToken);
        if (await limiter.ReserveAsync(transaction.Db, $"copied:{userId}", tries: 1, cancellationToken) is null)
        {
            await notices.AddAsync(
                transaction, new SecurityKeyCopiedNotification(), client?.Source(), cancellationToken: cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
