using PhoneNumbers;

namespace SecurityPortal.PhoneNumbers;

/// <summary>Reads what a person typed as a phone number, with Google's libphonenumber.</summary>
internal sealed class PhoneNumberParser
{
    private const int MaxLength = 40;
    private const string NoCountry = "001";
    private readonly PhoneNumberUtil _util = PhoneNumberUtil.GetInstance();

    /// <param name="text">A full international number, or a national one.</param>
    /// <param name="region">The country of a national number, as two letters (ISO 3166).</param>
    public PhoneNumberResult Parse(string? text, string? region)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.Missing);
        }

        if (text.Length > MaxLength || text.Any(letter => char.IsDigit(letter) && !char.IsAsciiDigit(letter)))
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber);
        }

        try
        {
            return Check(_util.Parse(text, region));
        }
        catch (NumberParseException)
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber);
        }
    }

    /// <summary>Every country that has phone numbers: its two letters and its calling code.</summary>
    public IReadOnlyList<(string Region, int CallingCode)> Countries() =>
        [.. _util.GetSupportedRegions().Select(region => (region, _util.GetCountryCodeForRegion(region)))];

    private PhoneNumberResult Check(global::PhoneNumbers.PhoneNumber number)
    {
        if (number.HasExtension)
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotMobile);
        }

        var e164 = _util.Format(number, PhoneNumberFormat.E164);
        if (IsForStories(e164))
        {
            return new PhoneNumberResult.Parsed(new PhoneNumber(e164, number.CountryCode, "GB"));
        }

        var region = _util.GetRegionCodeForNumber(number) ?? NoCountry;
        if (!_util.IsValidNumber(number))
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber);
        }

        // Premium and shared-cost numbers, and those of satellites, are how text-pumping fraud is paid; landlines receive
        // no texts.
        return region != NoCountry && _util.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? new PhoneNumberResult.Parsed(new PhoneNumber(e164, number.CountryCode, region))
            : new PhoneNumberResult.Refused(PhoneNumberFault.NotMobile);
    }

    // Ofcom keeps 07700 900000 to 900999 free for stories and examples; libphonenumber calls them invalid.
    private static bool IsForStories(string e164) =>
        e164.Length == 13 && e164.StartsWith("+447700900", StringComparison.Ordinal);
}

/// <summary>What became of a typed phone number.</summary>
public abstract record PhoneNumberResult
{
    private PhoneNumberResult()
    {
    }

    public sealed record Parsed(PhoneNumber Number) : PhoneNumberResult;

    public sealed record Refused(PhoneNumberFault Fault) : PhoneNumberResult;
}

/// <summary>Why a phone number was refused.</summary>
public enum PhoneNumberFault
{
    Missing,
    NotANumber,
    NotMobile,
}
