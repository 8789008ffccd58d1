namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// A block of numbers that gets no codes for some hours, or until the operator lifts the stop. It stops either enrolments,
/// or codes to confirmed numbers beyond a few for each number.
/// </summary>
internal sealed class PrefixBlock
{
    public int Id { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>The digits that the numbers start with.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendRequest.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    /// <summary>
    /// The name (<see cref="PrefixBlocks.Name"/>) while the stop is active, null afterwards. It is unique, so only one stop
    /// can be active.
    /// </summary>
    public string? Holding { get; set; }

    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }
}
