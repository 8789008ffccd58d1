namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>The number at which a person has proven to receive text messages. One per person.</summary>
internal sealed class ConfirmedPhone
{
    public required string UserId { get; init; }

    /// <summary>The number, encrypted.</summary>
    public required byte[] Number { get; set; }

    /// <summary>Keyed hash of the number, for finding and comparing it.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Keyed hash of the last four digits, by which support finds a caller who gives them.</summary>
    public required string LastFour { get; set; }

    public required DateTimeOffset ConfirmedAt { get; set; }
}
