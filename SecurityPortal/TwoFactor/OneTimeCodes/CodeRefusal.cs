namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Why no code is sent to a number.</summary>
public enum CodeRefusal
{
    /// <summary>Codes do not go to the number's country.</summary>
    RegionNotServed,

    /// <summary>The number had too many codes, whoever asked for them.</summary>
    NumberLimit,

    /// <summary>Too many codes were asked for from the person's network.</summary>
    AddressLimit,

    /// <summary>Codes to numbers like this one, or by this channel at all, are stopped for a while.</summary>
    Paused,

    /// <summary>The operator does without the channel.</summary>
    NoProvider,
}
