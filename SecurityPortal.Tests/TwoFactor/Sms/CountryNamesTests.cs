using System.Globalization;
using SecurityPortal.TwoFactor.PhoneNumbers;
using SecurityPortal.TwoFactor.Sms;

namespace SecurityPortal.Tests.TwoFactor.Sms;

public sealed class CountryNamesTests
{
    private readonly CountryNames _names = new(new PhoneNumberParser());

    [Theory]
    [InlineData("en", "Germany", "Japan", "Switzerland", "Ascension Island", "Western Sahara", "Tristan da Cunha")]
    [InlineData("de", "Deutschland", "Japan", "Schweiz", "Ascension", "Westsahara", "Tristan da Cunha")]
    [InlineData("es", "Alemania", "Japón", "Suiza", "Isla de la Ascensión", "Sáhara Occidental", "Tristán de Acuña")]
    [InlineData("pt-BR", "Alemanha", "Japão", "Suíça", "Ilha de Ascensão", "Saara Ocidental", "Tristão da Cunha")]
    public void Each_language_has_its_own_names(string language, params string[] names)
    {
        var byRegion = In(language).ToDictionary(country => country.Region, country => country.Name);

        Assert.Equal(names, new[] { "DE", "JP", "CH", "AC", "EH", "TA" }.Select(region => byRegion[region]));
    }

    [Theory]
    [InlineData("en", "germ", "DE")]
    [InlineData("en", "united k", "GB")]
    [InlineData("de", "oster", "AT")]
    [InlineData("es", "espana", "ES")]
    [InlineData("en", "+351", "PT")]
    [InlineData("en", "49", "DE")]
    [InlineData("en", "pl", "PL")]
    public void A_country_is_found_by_its_name_without_accents_its_letters_or_its_code(string language, string typed, string region) =>
        Assert.Contains(region, InTheLanguage(language, () => _names.Find(typed).ToList()).Take(3).Select(country => country.Region));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" + ")]
    public void Whoever_typed_nothing_yet_sees_them_all(string? typed) => Assert.Equal(_names.All.Count, _names.Find(typed).Count());

    [Fact]
    public void What_no_country_is_called_finds_none() => Assert.Empty(_names.Find("Atlantis"));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("es")]
    [InlineData("pt-BR")]
    public void Every_country_of_phone_numbers_has_a_name_in_letters_that_people_who_read_the_language_know(string language)
    {
        var all = In(language);

        Assert.True(all.Count > 240, "The countries were not found.");
        Assert.All(all, country => Assert.NotEqual(country.Region, country.Name));
        Assert.All(all, country => Assert.DoesNotContain(country.Name, letter => letter > 'ɏ' && char.IsLetter(letter)));
    }

    [Theory]
    [InlineData("de", "Ägypten", "Albanien")]
    [InlineData("de", "Österreich", "Pakistan")]
    [InlineData("es", "España", "Estados Unidos")]
    [InlineData("pt-BR", "Áustria", "Azerbaijão")]
    public void They_stand_in_the_order_of_the_language(string language, string first, string second)
    {
        var names = In(language).Select(country => country.Name).ToList();

        Assert.InRange(names.IndexOf(first), 0, names.IndexOf(second) - 1);
    }

    private IReadOnlyList<CountryName> In(string language) => InTheLanguage(language, () => _names.All);

    private static T InTheLanguage<T>(string language, Func<T> ask)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var answer = ask();
        CultureInfo.CurrentUICulture = before;
        return answer;
    }
}
