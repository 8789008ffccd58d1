namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>Codes sent to one block of numbers in one span of time, and how many of them came back.</summary>
internal sealed class Conversion
{
    public required DeliveryChannel Channel { get; init; }

    /// <summary>The numbers' common beginning, such as <c>+1415555</c>.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendRequest.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    public required DateTimeOffset Period { get; init; }

    public required string Region { get; init; }

    public int Sent { get; set; }

    public int Entered { get; set; }
}
