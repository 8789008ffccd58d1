using System.Collections.Concurrent;
using System.Globalization;
using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Methods.Sms;

/// <summary>
/// The countries of phone numbers by name, in the language of whoever asks. Some 240 names, looked up and sorted once for
/// each language.
/// </summary>
internal sealed class CountryNames(PhoneNumberParser parser)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<CountryName>> _byLanguage = new();

    /// <summary>In the order of the language of the current thread.</summary>
    public IReadOnlyList<CountryName> All => _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ =>
    [
        .. parser.Countries()
            .Select(country => new CountryName(country.Region, Name(country.Region), country.CallingCode))
            .OrderBy(country => country.Name, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: false)),
    ]);

    private static string Name(string region)
    {
        try
        {
            return new RegionInfo(region).DisplayName;
        }
        catch (ArgumentException)
        {
            // A few places have phone numbers but no entry in the system's list of regions.
            return region;
        }
    }
}

internal sealed record CountryName(string Region, string Name, int CallingCode);
