namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>How many codes were sent to a block of numbers in one period, and how many of them were entered.</summary>
internal sealed class Conversion
{
    public required DeliveryChannel Channel { get; init; }

    /// <summary>The digits that the numbers start with, such as <c>+1415555</c>.</summary>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="SendRequest.IsConfirmed"/>
    public required bool IsConfirmed { get; init; }

    public required DateTimeOffset Period { get; init; }

    public required string Region { get; init; }

    public int Sent { get; set; }

    public int Entered { get; set; }
}
