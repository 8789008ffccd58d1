using System.Collections.Concurrent;

namespace SecurityPortal.Platform.Configuration;

/// <summary>
/// The formats of dates and numbers for a language and a country: 29 November in Britain, November 29 in the United States.
/// </summary>
internal static class WrittenAs
{
    private static readonly ConcurrentDictionary<(string Language, string Region), CultureInfo> ByRegion = new();

    /// <summary>
    /// Returns the culture of both, or that of the language alone if the country is unknown or the system does not know the
    /// combination.
    /// </summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <param name="region">Two upper-case letters (ISO 3166); null when it is not known.</param>
    public static CultureInfo In(string language, string? region) => region is null
        ? CultureInfo.GetCultureInfo(language)
        : ByRegion.GetOrAdd((language, region), static key =>
        {
            try
            {
                return CultureInfo.GetCultureInfo($"{key.Language.Split('-')[0]}-{key.Region}", predefinedOnly: true);
            }
            catch (CultureNotFoundException)
            {
                return CultureInfo.GetCultureInfo(key.Language);
            }
        });
}
