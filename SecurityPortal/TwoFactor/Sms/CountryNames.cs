using System.Collections.Concurrent;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor.Sms;

/// <summary>
/// The countries of phone numbers by name, in the language of the person who asks. The names are those of the Unicode CLDR
/// (<c>Countries/names.tsv</c>): the system itself gives each country's name in its own language.
/// </summary>
internal sealed class CountryNames(PhoneNumberParser parser)
{
    private const char Separator = '\t';
    private static readonly Lazy<Dictionary<(string Language, string Region), string>> Names = new(Read);
    private readonly ConcurrentDictionary<string, IReadOnlyList<CountryName>> _byLanguage = new();

    /// <summary>In the order of the language of the current thread.</summary>
    public IReadOnlyList<CountryName> All => _byLanguage.GetOrAdd(CultureInfo.CurrentUICulture.Name, language =>
    [
        .. parser.Countries()
            .Select(country => new CountryName(
                country.Region, Names.Value.GetValueOrDefault((language, country.Region), country.Region), country.CallingCode))
            .OrderBy(country => country.Name, StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: false)),
    ]);

    /// <summary>
    /// Those whose name holds what was typed, whose two letters it is, or whose code to dial begins so; whose name begins so
    /// first. All of them when nothing was typed.
    /// </summary>
    public IEnumerable<CountryName> Find(string? typed)
    {
        var wanted = (typed ?? "").Trim().TrimStart('+');

        // In no language: to a Spanish one, an n without its tilde is another letter.
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
        return wanted.Length == 0
            ? All
            : All.Where(country => compare.IndexOf(country.Name, wanted, Loosely) >= 0
                    || country.Region.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                    || $"{country.CallingCode}".StartsWith(wanted, StringComparison.Ordinal))
                .OrderByDescending(country => compare.IsPrefix(country.Name, wanted, Loosely));
    }

    // The first line says where they are from; the second names the languages.
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
