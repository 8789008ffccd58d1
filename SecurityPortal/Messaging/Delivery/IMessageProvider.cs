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

/// <summary>The result of a hand-over.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The provider has it; the rest is told later.</summary>
    public sealed record Accepted(string ProviderId) : SendResult;

    /// <summary>It has arrived.</summary>
    public sealed record Delivered(string ProviderId) : SendResult;

    /// <summary>The provider did not take it, and may do so later.</summary>
    /// <param name="After">How long the provider asked to be left alone; null when it did not say.</param>
    public sealed record TryLater(TimeSpan? After, string Reason) : SendResult;

    /// <summary>The provider did not take it, and will not until the operator has put something right.</summary>
    public sealed record Misconfigured(string Reason) : SendResult;

    /// <summary>It will never get there.</summary>
    public sealed record Refused(string Reason, DeliveryFault Fault = DeliveryFault.Unknown) : SendResult;

    /// <summary>Nobody can tell whether the provider took it: look it up before anything else.</summary>
    public sealed record Ambiguous(string Reason) : SendResult;
}

/// <summary>Why a message did not arrive, as far as it matters to the person who waits for it.</summary>
internal enum DeliveryFault
{
    Unknown,

    /// <summary>The phone is off, out of reach, or its network did not take it.</summary>
    NotReachable,

    /// <summary>A landline, or no number that anybody has.</summary>
    CannotReceive,

    NotOnWhatsApp,

    /// <summary>The person told the sender to stop.</summary>
    OptedOut,

    RegionNotServed,

    /// <summary>A filter against spam or fraud stopped it.</summary>
    Blocked,

    /// <summary>The provider is not working, or refuses us.</summary>
    ProviderDown,
}
