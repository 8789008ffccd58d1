namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>The number at which a person proved to receive texts. One each.</summary>
internal sealed class ConfirmedPhone
{
    public required string UserId { get; init; }

    /// <summary>The number, encrypted.</summary>
    public required byte[] Number { get; set; }

    /// <summary>Keyed hash of the number, to find and compare it by.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Keyed hash of the last four digits, by which support finds a person who names them.</summary>
    public required string LastFour { get; set; }

    public required DateTimeOffset ConfirmedAt { get; set; }
}
