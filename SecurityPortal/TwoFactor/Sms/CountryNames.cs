using System.Collections.Concurrent;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.Sms;

/// <summary>
/// Lists and finds countries that have phone numbers by name, in the person's language. The names come from the Unicode CLDR
/// (<c>Countries/names.tsv</c>), because .NET gives each country's name only in that country's own language.
/// </summary>
internal sealed class CountryNames(PhoneNumberParser parser)
{
    private const char Separator = '\t';
    private static readonly Lazy<Dictionary<(string Language, string Region), string>> Names = new(Read);
    private readonly ConcurrentDictionary<string, IReadOnlyList<CountryName>> _byLanguage = new();

    /// <summary>All countries, sorted by the rules of the current UI language.</summary>
    public IReadOnlyList<CountryName> All => _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, language =>
    [
        .. parser.Countries()
            .Select(country => new CountryName(
                country.Region, Names.Value.GetValueOrDefault((language, country.Region), country.Region), country.CallingCode))
            .OrderBy(country => country.Name, StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: false)),
    ]);

    /// <summary>
    /// Finds the countries whose name contains what was typed, whose two letters are what was typed, or whose calling code
    /// starts with it. Names that start with it come first. Returns all countries when nothing was typed.
    /// </summary>
    public IEnumerable<CountryName> Find(string? typed)
    {
        var wanted = (typed ?? "").Trim().TrimStart('+');

        // Culture-invariant: in Spanish, n and ñ are different letters.
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
        return wanted.Length == 0
            ? All
            : All.Where(country => compare.IndexOf(country.Name, wanted, Loosely) >= 0
                    || country.Region.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                    || $"{country.CallingCode}".StartsWith(wanted, StringComparison.Ordinal))
                .OrderByDescending(country => compare.IsPrefix(country.Name, wanted, Loosely));
    }

    // The first line, a comment, names the source; the second names the languages.
    private static Dictionary<(string Language, string Region), string> Read()
    {
        using var stream = typeof(CountryNames).Assembly.GetManifestResourceStream("country-names.tsv")
            ?? throw new InvalidOperationException("The names of countries are missing.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(Separator)).ToList();
        var languages = lines[0][1..];
        return lines.Skip(1)
            .SelectMany(line => languages.Zip(line[1..], (language, name) => (Key: (language, line[0]), Name: name)))
            .ToDictionary(entry => entry.Key, entry => entry.Name);
    }
}
