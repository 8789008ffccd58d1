namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>A checked phone number. Prints masked, so that it cannot reach a log by accident.</summary>
public sealed record PhoneNumber
{
    /// <summary>The calling code of a kept number of which not even that can be read any more.</summary>
    internal const int UnknownCountryCode = 0;

    /// <summary>Its country: what ISO 3166 leaves to the person who needs a code for none.</summary>
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

    /// <summary>The number as it is shown: <c>+1 •••• ••23</c>.</summary>
    public string Masked => CountryCode == UnknownCountryCode ? $"•••• ••{E164[^2..]}" : $"+{CountryCode} •••• ••{E164[^2..]}";

    public override string ToString() => Masked;
}
