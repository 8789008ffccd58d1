using SecurityPortal.Platform.Configuration;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Tests.Platform.Web;

public sealed class BrowserRegionTests
{
    [Theory]
    [InlineData("en-GB", "GB")]
    [InlineData("en-GB,en-US,en", "GB")]
    [InlineData("de-DE,de,en-US,en", "DE")]
    [InlineData("pt-BR,pt,en-US,en", "BR")]
    [InlineData("zh-Hant-TW", "TW")]
    [InlineData("en-US,en", "US")]
    [InlineData("es-419,es", null)]
    [InlineData("de-DE,de-AT", null)]
    [InlineData("de,en", null)]
    [InlineData("*", null)]
    [InlineData("", null)]
    public void A_country_is_known_when_the_browser_names_one_and_only_one(string languages, string? region) =>
        Assert.Equal(region, BrowserRegion.Of(languages.Split(',')));

    [Theory]
    [InlineData("en", "GB", "29 November")]
    [InlineData("en", "US", "November 29")]
    [InlineData("en", "DE", "29 November")]
    [InlineData("en", null, "November 29")]
    [InlineData("en", "XQ", "November 29")]
    [InlineData("pt-BR", "PT", "29 de novembro")]
    [InlineData("de", "AT", "29. November")]
    public void Dates_are_written_in_the_language_as_in_the_country(string language, string? region, string date) =>
        Assert.Equal(date, new DateTime(2026, 11, 29).ToString("M", WrittenAs.In(language, region)));
}
