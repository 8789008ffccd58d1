using System.Globalization;
using SecurityPortal.Methods.Sms;
using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Tests.Methods.Sms;

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

    private IReadOnlyList<CountryName> In(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var all = _names.All;
        CultureInfo.CurrentUICulture = before;
        return all;
    }
}
