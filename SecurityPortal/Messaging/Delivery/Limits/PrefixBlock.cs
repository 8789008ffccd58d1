namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>
/// Numbers to which nothing is sent for some hours, or until somebody has looked: either enrolments or, up to a few codes
/// for each number, what goes to confirmed ones.
/// </summary>
internal sealed class PrefixBlock
{
    public int Id { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>The beginning of the numbers concerned.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendRequest.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    /// <summary>The name (<see cref="PrefixBlocks.Name"/>) while the stop is active, null afterwards; there is one at a time.</summary>
    public string? Holding { get; set; }

    public required string Reason { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? LiftedAt { get; set; }
}
