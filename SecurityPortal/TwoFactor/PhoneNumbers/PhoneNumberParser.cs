using PhoneNumbers;

namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>Parses what a person typed as a phone number, with Google's libphonenumber.</summary>
internal sealed class PhoneNumberParser
{
    private const int MaxLength = 40;

    // Pasted text can have invisible characters around it.
    private const int MaxTypedLength = 200;
    private const string NoCountry = "001";
    private const int Argentina = 54;
    private const int Mexico = 52;
    private const string LinkPrefix = "tel:";
    private readonly PhoneNumberUtil _util = PhoneNumberUtil.GetInstance();

    /// <param name="text">A full international number, or a national one.</param>
    /// <param name="region">The country of a national number, as two letters (ISO 3166).</param>
    public PhoneNumberResult Parse(string? text, string? region)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.Missing);
        }

        var typed = text.Length > MaxTypedLength ? text : Tidy(text);
        if (typed.Length > MaxLength || typed.Any(letter => char.IsDigit(letter) && !char.IsAsciiDigit(letter)))
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber);
        }

        try
        {
            var number = _util.Parse(typed, region);

            // Old telephones map letters to digits. Nobody writes their own mobile number like that, and it would hide where codes go.
            return !number.HasExtension && HasLetters(typed)
                ? new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber)
                : Check(AsDialled(number));
        }
        catch (NumberParseException)
        {
            return new PhoneNumberResult.Refused(PhoneNumberFault.NotANumber);
        }
    }

    /// <summary>
    /// Reads a stored number that was accepted earlier. Numbering plans change: a number that newer rules would refuse is parsed
    /// as far as possible, since text messages may still reach it and an error would help nobody.
    /// </summary>
    /// <param name="e164">The number as it was stored.</param>
    public PhoneNumber Recall(string e164)
    {
        if (Parse(e164, region: null) is PhoneNumberResult.Parsed { Number: var number } && number.E164 == e164)
        {
            return number;
        }

        try
        {
            var read = _util.Parse(e164, defaultRegion: null);
            return new(e164, read.CountryCode, _util.GetRegionCodeForNumber(read) ?? _util.GetRegionCodeForCountryCode(read.CountryCode));
        }
        catch (NumberParseException)
        {
            return new(e164, PhoneNumber.UnknownCountryCode, PhoneNumber.UnknownRegion);
        }
    }

    /// <summary>Returns every country that has phone numbers, as its two letters and its calling code.</summary>
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

        // SMS pumping fraud earns its money with premium, shared-cost and satellite numbers; landlines receive no text
        // messages.
        return region != NoCountry && _util.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? new PhoneNumberResult.Parsed(new PhoneNumber(e164, number.CountryCode, region))
            : new PhoneNumberResult.Refused(LacksNine(number) ? PhoneNumberFault.LacksNine : PhoneNumberFault.NotMobile);
    }

    // Turns tabs and spaces of every width into plain spaces, and drops invisible formatting characters.
    private static string Tidy(string text) => string.Concat(text
        .Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)
        .Select(letter => char.IsWhiteSpace(letter) ? ' ' : letter)).Trim();

    private static bool HasLetters(string typed) =>
        (typed.StartsWith(LinkPrefix, StringComparison.OrdinalIgnoreCase) ? typed[LinkPrefix.Length..] : typed).Any(char.IsLetter);

    // Until 2019, Mexican mobile numbers were dialled with a leading 1 from abroad. WhatsApp still shows them that way.
    private static global::PhoneNumbers.PhoneNumber AsDialled(global::PhoneNumbers.PhoneNumber number) =>
        number.CountryCode == Mexico && number.NationalNumber is > 10_000_000_000 and < 20_000_000_000
            ? new global::PhoneNumbers.PhoneNumber.Builder().MergeFrom(number).SetNationalNumber(number.NationalNumber - 10_000_000_000).Build()
            : number;

    // In Argentina, only the 9 distinguishes mobile numbers from landlines.
    private bool LacksNine(global::PhoneNumbers.PhoneNumber number) =>
        number.CountryCode == Argentina
        && _util.GetNumberType(_util.Parse($"+{Argentina}9{number.NationalNumber}", defaultRegion: null)) is PhoneNumberType.MOBILE;

    // Ofcom reserves 07700 900000 to 900999 for drama and examples; libphonenumber calls them invalid.
    private static bool IsForStories(string e164) =>
        e164.Length == 13 && e164.StartsWith("+447700900", StringComparison.Ordinal);
}
