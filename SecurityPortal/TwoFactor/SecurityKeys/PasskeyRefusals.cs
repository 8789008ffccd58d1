using System.Buffers.Text;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Logs a refused passkey (ASVS 16.3.1) under the person whom the answer names, if there is one, and notifies that person as
/// for other refused answers. Whether the answer named a person is not disclosed to its sender.
/// </summary>
internal sealed class PasskeyRefusals(
    IDbContextFactory<PortalDbContext> factory, AttemptLimiter limiter, CopiedKeys copies, AuditLogWriter log, NotificationWriter notices)
{
    private const int Tries = 5;

    /// <summary>The key of the count of a person's refused passkeys. It locks nothing; it only decides when to notify the person.</summary>
    public static string Key(string userId) => $"passkey:{userId}";

    /// <param name="credential">The answer, as the browser sent it.</param>
    /// <param name="isCopy">Whether the key's signature was valid but its counter was not.</param>
    public async Task NoteAsync(string credential, bool isCopy, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await PersonAsync(credential, cancellationToken) is not { } userId)
        {
            await log.AppendAsync(new AuditEvent("", AuditEvents.PasskeyRefused, SecurityKeysMethod.Id).From(client), cancellationToken);
            return;
        }

        if (isCopy)
        {
            await copies.NoteAsync(userId, client, cancellationToken);
            return;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.PasskeyRefused, SecurityKeysMethod.Id).From(client), cancellationToken);
        if (await limiter.ReserveAsync(transaction.Db, Key(userId), Tries, cancellationToken) is null
            && SecondFactorLockout.IsTold(await AttemptLimiter.FailuresAsync(transaction.Db, Key(userId), cancellationToken)))
        {
            await notices.AddAsync(transaction, new PasskeyFailedNotification(), client.Source(), cancellationToken: cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Returns the person whom the answer's user handle names; null when there is none.</summary>
    private async Task<string?> PersonAsync(string credential, CancellationToken cancellationToken)
    {
        if (HandleOf(credential) is not { } id)
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Users.AnyAsync(user => user.Id == id, cancellationToken) ? id : null;
    }

    private static string? HandleOf(string credential)
    {
        try
        {
            using var json = JsonDocument.Parse(credential);
            return json.RootElement.TryGetProperty("response", out var response)
                && response.TryGetProperty("userHandle", out var handle)
                && handle.GetString() is { } text
                ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // No browser sends this.
            return null;
        }
    }
}
