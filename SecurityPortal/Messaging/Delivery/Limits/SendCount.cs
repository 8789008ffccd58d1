namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>How many messages went out for one key (a number, a block of numbers, an address, a channel) in one hour or day.</summary>
internal sealed class SendCount
{
    public required string Key { get; init; }

    /// <summary>The hour or day, as its beginning.</summary>
    public required DateTimeOffset Period { get; init; }

    public int Count { get; set; }
}
