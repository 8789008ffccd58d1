using Microsoft.AspNetCore.Identity;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Knows a key whose counter went back, which a copy's does (WebAuthn 6.1.1), wherever it was used; logs it and tells the
/// owner at once, and then at longer and longer intervals.
/// </summary>
internal sealed class CopiedKeys(
    IDbContextFactory<PortalDbContext> factory, AttemptLimiter limiter, AuditLogWriter log, NotificationWriter notices)
{
    /// <summary>Whether an answer was refused for its counter: the handler tells faults apart by their words only.</summary>
    public static bool IsCopy(PasskeyException? failure) =>
        failure?.Message.Contains("sign count", StringComparison.OrdinalIgnoreCase) == true
        || failure?.Message.Contains("signature counter", StringComparison.OrdinalIgnoreCase) == true;

    /// <param name="client">Where it was used; null when that is not known here.</param>
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
