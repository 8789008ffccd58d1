namespace SecurityPortal.Messaging.Delivery;

/// <summary>Somebody who takes a message and gets it to a person.</summary>
internal interface IMessageProvider
{
    /// <summary>The name by which configuration chooses it (<c>Delivery:Sms:Provider</c> and so on).</summary>
    string Name { get; }

    bool Serves(DeliveryChannel channel);

    /// <summary>
    /// For how long after a hand-over the provider may not yet show, or tell, that it took the message. An
    /// interrupted one is asked about again after this before it is sent a second time.
    /// </summary>
    TimeSpan Lag => TimeSpan.Zero;

    /// <summary>Hands the message over once. Never retries by itself.</summary>
    Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// What the provider knows of a job whose hand-over was interrupted; null when it knows nothing, which means
    /// that it may be sent again.
    /// </summary>
    Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);
}
