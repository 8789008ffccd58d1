namespace SecurityPortal.Messaging.Delivery.Limits;

/// <summary>A code that somebody would like to be sent.</summary>
/// <param name="Number">Where to, with its country code.</param>
/// <param name="Region">The number's country, as two letters (ISO 3166).</param>
/// <param name="Address">The IP address that it was asked for from; null when nobody asked over the network.</param>
internal sealed record SendRequest(DeliveryChannel Channel, string Number, string Region, string? Address)
{
    private const int BlockDigits = 4;

    /// <summary>
    /// Whether it is the confirmed number of a person, for signing in or showing support who they are. False for one that
    /// somebody typed to set it up, which may be anybody's.
    /// </summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The beginning that the number shares with the ten thousand of its block.</summary>
    public string Prefix => Number.Length > BlockDigits + 2 ? Number[..^BlockDigits] : Number;

    public override string ToString() => nameof(SendRequest);
}
