namespace SecurityPortal.Platform.Web;

/// <summary>The country that a browser's languages name (BCP 47), for date formats and phone numbers.</summary>
internal static class BrowserRegion
{
    // Browsers add US to whatever language was chosen, so beside another country it says nothing.
    private const string AddedByBrowsers = "US";

    /// <summary>Returns two letters (ISO 3166); null when the browser names no country, or several.</summary>
    public static string? Of(HttpRequest request) =>
        Of(request.GetTypedHeaders().AcceptLanguage.Where(wanted => wanted.Quality is not 0).Select(wanted => wanted.Value.Value));

    /// <inheritdoc cref="Of(HttpRequest)"/>
    /// <param name="languages">The languages that the browser asks for, in any order.</param>
    public static string? Of(IEnumerable<string?> languages)
    {
        var regions = languages.SelectMany(language => (language ?? "").Split('-').Skip(1))
            .Where(part => part.Length == 2 && part.All(char.IsAsciiLetter))
            .Select(part => part.ToUpperInvariant()).Distinct().ToList();
        if (regions.Count > 1)
        {
            regions.Remove(AddedByBrowsers);
        }

        return regions is [var only] ? only : null;
    }
}
