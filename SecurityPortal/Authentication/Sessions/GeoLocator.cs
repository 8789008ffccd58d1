using System.Net;
using MaxMind.GeoIP2;

namespace SecurityPortal.Authentication.Sessions;

/// <summary>Finds out where an IP address is, if the operator has provided a database.</summary>
internal sealed class GeoLocator : IDisposable
{
    private readonly DatabaseReader? _reader;

    /// <exception cref="FileNotFoundException">The configured database does not exist.</exception>
    public GeoLocator(IOptions<SessionOptions> options) =>
        _reader = string.IsNullOrEmpty(options.Value.PlaceDatabase) ? null : new(options.Value.PlaceDatabase);

    /// <summary>Whether this file is a database that <see cref="Of"/> can ask.</summary>
    public static bool CanRead(string path)
    {
        try
        {
            // As the reader itself decides; it throws only when it is asked for a place.
            using var reader = new DatabaseReader(path);
            return reader.Metadata.DatabaseType.Contains("City", StringComparison.Ordinal);
        }
        catch (Exception)
        {
            // Whatever is wrong with the file, the operator has to name another.
            return false;
        }
    }

    /// <summary>Returns city and country in the current language; null if they are unknown.</summary>
    public string? Of(string address)
    {
        if (_reader is null || !IPAddress.TryParse(address, out var ip) || !_reader.TryCity(ip, out var place) || place is null)
        {
            return null;
        }

        var language = CultureInfo.CurrentUICulture.Name;
        string?[] parts =
        [
            place.City.Names.GetValueOrDefault(language) ?? place.City.Name,
            place.Country.Names.GetValueOrDefault(language) ?? place.Country.Name,
        ];
        return parts.OfType<string>().ToList() is { Count: > 0 } known ? string.Join(", ", known) : null;
    }

    public void Dispose() => _reader?.Dispose();
}
