namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>A request to send a code.</summary>
/// <param name="Number">The recipient's number, with its country code.</param>
/// <param name="Region">The number's country, as two letters (ISO 3166).</param>
/// <param name="Address">The IP address that the request came from; null if it did not come over the network.</param>
internal sealed record SendRequest(DeliveryChannel Channel, string Number, string Region, string? Address)
{
    private const int BlockDigits = 4;

    /// <summary>
    /// Whether the number is confirmed, and the code is for signing in or for proving the person's identity to support.
    /// False for a number that is being set up, which may belong to anybody.
    /// </summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The digits that the number shares with the ten thousand numbers of its block.</summary>
    public string Prefix => Number.Length > BlockDigits + 2 ? Number[..^BlockDigits] : Number;

    public override string ToString() => nameof(SendRequest);
}
