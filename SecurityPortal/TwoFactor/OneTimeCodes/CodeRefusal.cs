namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Why no code was sent to a number.</summary>
public enum CodeRefusal
{
    /// <summary>Codes are not sent to the number's country.</summary>
    RegionNotServed,

    /// <summary>The number was sent too many codes, regardless of who requested them.</summary>
    NumberLimit,

    /// <summary>Too many codes were requested from the person's network.</summary>
    AddressLimit,

    /// <summary>Codes to numbers like this one, or on this channel, are stopped for a while.</summary>
    Paused,

    /// <summary>The operator has no provider for the channel.</summary>
    NoProvider,
}
