namespace SecurityPortal.Messaging.Delivery;

/// <summary>A message to send, written in the transaction of what it is about.</summary>
internal sealed class OutboxMessage
{
    /// <summary>The job id. Providers get it, so that their callbacks can be matched to the message.</summary>
    public required Guid Id { get; init; }

    public required string UserId { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>Messages of one group supersede each other: a new one cancels those still waiting.</summary>
    public required string Group { get; init; }

    /// <summary>Address, subject and text, encrypted; null once the message is finished.</summary>
    public byte[]? Payload { get; set; }

    /// <summary>The calling code of the recipient's number; null for email.</summary>
    public int? CountryCode { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>How often the message was claimed.</summary>
    public int Attempts { get; set; }

    /// <summary>How many of those claims followed an interrupted one.</summary>
    public int Checks { get; set; }

    public required DateTimeOffset NextAt { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public Guid? LeaseOwner { get; set; }

    /// <summary>The only process that may send it, as a test of that process's settings; null for all other messages.</summary>
    public Guid? OnlyBy { get; init; }

    /// <summary>After this time, the message is useless and is not sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The provider's own id for the message.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Why it failed, in the provider's terms.</summary>
    public string? Error { get; set; }

    /// <summary>Why it failed, as far as it matters to the person; null when it did not fail.</summary>
    public DeliveryFault? Fault { get; set; }
}
