using System.Security.Cryptography;

namespace SecurityPortal.Delivery;

/// <summary>Takes one claimed message through its provider.</summary>
internal sealed class OutboxSender(
    Outbox outbox, OutboxQueue queue, MessageProviders providers, TimeProvider clock, ILogger<OutboxSender> logger)
{
    private const int MaxAttempts = 6;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        // A newer one came while this one was put back or in doubt: its code is void.
        if (await queue.IsSupersededAsync(row, cancellationToken))
        {
            await queue.FinishAsync(row, DeliveryState.Cancelled, providerId: null, error: null, cancellationToken);
            return;
        }

        if (row.ExpiresAt <= clock.GetUtcNow())
        {
            await queue.FinishAsync(row, DeliveryState.Expired, providerId: null, error: null, cancellationToken);
            return;
        }

        OutgoingMessage message;
        try
        {
            message = outbox.Open(row);
        }
        catch (CryptographicException exception)
        {
            logger.MessageUnreadable(row.Id, exception);
            await queue.FinishAsync(row, DeliveryState.Failed, providerId: null, "unreadable", cancellationToken);
            return;
        }

        var result = await HandOverAsync(row, message, cancellationToken);
        await MarkAsync(row, result, cancellationToken);
    }

    private async Task<SendResult> HandOverAsync(
        OutboxMessage row, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var provider = providers.For(row.Channel);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            if (row.State == DeliveryState.Checking
                && await provider.LookUpAsync(row.Id, message, timeout.Token) is { } known)
            {
                return known;
            }

            return await provider.SendAsync(row.Id, message, timeout.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.HandOverInterrupted(row.Id, row.Channel, exception);
            return new SendResult.Ambiguous(exception.GetType().Name);
        }
    }

    private Task MarkAsync(OutboxMessage row, SendResult result, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case SendResult.Accepted accepted:
                return queue.FinishAsync(row, DeliveryState.Accepted, accepted.ProviderId, error: null, cancellationToken);
            case SendResult.Delivered delivered:
                return queue.FinishAsync(row, DeliveryState.Delivered, delivered.ProviderId, error: null, cancellationToken);
            case SendResult.Refused refused:
                logger.MessageRefused(row.Id, row.Channel, refused.Reason);
                return queue.FinishAsync(row, DeliveryState.Failed, providerId: null, refused.Reason, cancellationToken);
            case SendResult.TryLater later when row.Attempts < MaxAttempts:
                return queue.PutBackAsync(row, clock.GetUtcNow() + later.After, later.Reason, cancellationToken);
            case SendResult.TryLater later:
                return queue.FinishAsync(row, DeliveryState.Failed, providerId: null, later.Reason, cancellationToken);
            case SendResult.Ambiguous doubt when row.Attempts < MaxAttempts:
                return queue.DoubtAsync(row, doubt.Reason, cancellationToken);
            default:
                return queue.FinishAsync(row, DeliveryState.Failed, providerId: null, "unknown", cancellationToken);
        }
    }
}
