namespace SecurityPortal.Messaging.Delivery;

/// <summary>Delivers messages to people.</summary>
internal interface IMessageProvider
{
    /// <summary>The name that selects it in the configuration (<c>Delivery:Sms:Provider</c> and so on).</summary>
    string Name { get; }

    bool Serves(DeliveryChannel channel);

    /// <summary>
    /// How long after a hand-over the provider may still not list or report the message. An interrupted hand-over is looked
    /// up again after this time before the message is sent a second time.
    /// </summary>
    TimeSpan Lag => TimeSpan.Zero;

    /// <summary>
    /// Whether <see cref="LookUpAsync"/> can find a message. Otherwise each check of an interrupted hand-over may send a
    /// second copy, so the outbox makes only a few.
    /// </summary>
    bool CanLookUp => true;

    /// <summary>Hands the message over once, without retries.</summary>
    Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the provider about a job whose hand-over was interrupted. Returns null if the provider does not know the job,
    /// so that the message may be sent again.
    /// </summary>
    Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);
}
