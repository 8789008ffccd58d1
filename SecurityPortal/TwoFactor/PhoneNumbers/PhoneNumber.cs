namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>A validated phone number. Prints masked, so that it cannot end up in a log by accident.</summary>
public sealed record PhoneNumber
{
    /// <summary>The calling code of a stored number that can no longer be parsed at all.</summary>
    internal const int UnknownCountryCode = 0;

    /// <summary>The country of such a number: ISO 3166 leaves ZZ to its users, here for an unknown country.</summary>
    internal const string UnknownRegion = "ZZ";

    internal PhoneNumber(string e164, int countryCode, string region)
    {
        E164 = e164;
        CountryCode = countryCode;
        Region = region;
    }

    /// <summary>The full number, such as <c>+14155550123</c>.</summary>
    public string E164 { get; }

    public int CountryCode { get; }

    /// <summary>The number's country, as two letters (ISO 3166).</summary>
    public string Region { get; }

    /// <summary>The number for display, masked: <c>+1 •••• ••23</c>.</summary>
    public string Masked => CountryCode == UnknownCountryCode ? $"•••• ••{E164[^2..]}" : $"+{CountryCode} •••• ••{E164[^2..]}";

    public override string ToString() => Masked;
}
