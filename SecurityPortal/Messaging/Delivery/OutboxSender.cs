namespace SecurityPortal.Messaging.Delivery;

/// <summary>Sends a claimed message through its provider.</summary>
internal sealed class OutboxSender(
    Outbox outbox, OutboxQueue queue, MessageProviders providers, DeliveryChannels channels, TimeProvider clock,
    ILogger<OutboxSender> logger)
{
    // How long to wait after an interrupted hand-over before asking the provider about it.
    private static readonly TimeSpan CheckAfter = TimeSpan.FromSeconds(1);

    public async Task SendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        // A newer message came while this one was put back or in doubt, so its code is void.
        if (await queue.IsSupersededAsync(row, cancellationToken))
        {
            await queue.FinishAsync(row, DeliveryState.Cancelled, new(), cancellationToken);
            return;
        }

        if (row.ExpiresAt <= clock.GetUtcNow())
        {
            await queue.FinishAsync(row, DeliveryState.Expired, new(Error: row.Error), cancellationToken);
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
            await queue.FinishAsync(row, DeliveryState.Failed, new(Error: "unreadable"), cancellationToken);
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
        timeout.CancelAfter(channels.Of(row.Channel).Partition.Timeout);
        try
        {
            if (row.State == DeliveryState.Checking)
            {
                if (await provider.LookUpAsync(row.Id, message, timeout.Token) is { } known)
                {
                    return known;
                }

                // The provider may not have recorded it yet. If it is still unknown at the second check, it was not accepted.
                if (row.Checks == 1 && provider.Lag > TimeSpan.Zero)
                {
                    return new SendResult.Ambiguous("not known to the provider yet");
                }
            }

            return await provider.SendAsync(row.Id, message, timeout.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.HandOverInterrupted(row.Id, row.Channel, exception.GetType().Name);
            return new SendResult.Ambiguous(exception.GetType().Name);
        }
    }

    private Task MarkAsync(OutboxMessage row, SendResult result, CancellationToken cancellationToken)
    {
        var lane = channels.Of(row.Channel).Partition;
        switch (result)
        {
            case SendResult.Accepted accepted:
                return queue.FinishAsync(row, DeliveryState.Accepted, new(accepted.ProviderId), cancellationToken);
            case SendResult.Delivered delivered:
                return queue.FinishAsync(row, DeliveryState.Delivered, new(delivered.ProviderId), cancellationToken);
            case SendResult.Refused refused:
                logger.MessageRefused(row.Id, row.Channel, refused.Reason);
                return FailAsync(row, refused.Reason, refused.Fault, cancellationToken);
            case SendResult.Misconfigured wrong:
                logger.ProviderRefusesUs(row.Channel, wrong.Reason);
                return !OutboxPartition.IsAwaited(row)
                    ? PutBackAsync(row, lane, after: null, wrong.Reason, cancellationToken)
                    : FailAsync(row, wrong.Reason, DeliveryFault.ProviderDown, cancellationToken);
            case SendResult.TryLater later when OutboxPartition.MayTryAgain(row):
                return PutBackAsync(row, lane, later.After, later.Reason, cancellationToken);
            case SendResult.TryLater later:
                return FailAsync(row, later.Reason, DeliveryFault.ProviderDown, cancellationToken);
            case SendResult.Ambiguous doubt when row.Checks < lane.MaxChecks:
                var lag = providers.For(row.Channel).Lag;
                return queue.DoubtAsync(
                    row, clock.GetUtcNow() + (row.State == DeliveryState.Checking && lag > CheckAfter ? lag : CheckAfter),
                    doubt.Reason, cancellationToken);
            case SendResult.Ambiguous doubt when !OutboxPartition.IsAwaited(row) && providers.For(row.Channel).CanLookUp:
                return queue.DoubtAsync(row, clock.GetUtcNow() + lane.DelayAfter(row), doubt.Reason, cancellationToken);
            default:
                logger.MessageLost(row.Id, row.Channel);
                return FailAsync(row, "unknown", DeliveryFault.ProviderDown, cancellationToken);
        }
    }

    private Task PutBackAsync(
        OutboxMessage row, OutboxPartition lane, TimeSpan? after, string reason, CancellationToken cancellationToken)
    {
        var own = lane.DelayAfter(row);
        var next = clock.GetUtcNow() + (after is { } asked && asked > own ? asked : own);

        // Somebody is waiting, so the failure is reported now and not after it is too late.
        return next >= row.ExpiresAt && OutboxPartition.IsAwaited(row)
            ? FailAsync(row, reason, DeliveryFault.ProviderDown, cancellationToken)
            : queue.PutBackAsync(row, next, reason, cancellationToken);
    }

    private Task FailAsync(OutboxMessage row, string reason, DeliveryFault fault, CancellationToken cancellationToken) =>
        queue.FinishAsync(row, DeliveryState.Failed, new(Error: reason, Fault: fault), cancellationToken);
}
