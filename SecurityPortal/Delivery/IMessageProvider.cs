namespace SecurityPortal.Delivery;

/// <summary>Somebody who takes a message and gets it to a person.</summary>
internal interface IMessageProvider
{
    /// <summary>The name by which configuration chooses it (<c>Delivery:Sms:Provider</c> and so on).</summary>
    string Name { get; }

    bool Serves(DeliveryChannel channel);

    /// <summary>Hands the message over once. Never retries by itself.</summary>
    Task<SendResult> SendAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// What the provider knows of a job whose hand-over was interrupted; null when it knows nothing, which means
    /// that it may be sent again.
    /// </summary>
    Task<SendResult?> LookUpAsync(Guid jobId, OutgoingMessage message, CancellationToken cancellationToken);
}

/// <summary>What became of a hand-over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider has it; the rest is told later.</summary>
    public sealed record Accepted(string ProviderId) : SendResult;

    /// <summary>It has arrived.</summary>
    public sealed record Delivered(string ProviderId) : SendResult;

    /// <summary>The provider said no without taking it, and may say yes later.</summary>
    public sealed record TryLater(TimeSpan After, string Reason) : SendResult;

    /// <summary>It will never get there.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>Nobody can tell whether the provider took it: look it up before anything else.</summary>
    public sealed record Ambiguous(string Reason) : SendResult;
}
