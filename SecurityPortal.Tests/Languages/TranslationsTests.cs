using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Architecture;
using Spoken = SecurityPortal.Platform.Web.Languages;

namespace SecurityPortal.Tests.Languages;

/// <summary>Every English text has a translation in every other language.</summary>
public sealed partial class TranslationsTests
{
    private static readonly SentenceTextsFactory Factory = new(
        Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);

    public static TheoryData<string> OtherLanguagesTests =>
        [.. Spoken.All.Where(language => language != Spoken.Default)];

    [Fact]
    public void Every_text_is_written_out_where_it_is_used() => Offences.AssertNone(SourceTexts.NotWrittenOut);

    [Theory]
    [MemberData(nameof(OtherLanguagesTests))]
    public void Every_text_is_translated_and_keeps_what_is_put_into_it(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.True(SourceTexts.All.Count > 500, $"Only {SourceTexts.All.Count} texts were found in the sources.");

        Offences.AssertNone(
            from text in SourceTexts.All
            let found = Factory.Create(text.Texts)[text.English]
            where found.ResourceNotFound || found.Value.Length == 0 || !PlacesIn(found.Value).SequenceEqual(PlacesIn(text.English))
            select $"{text.Texts.Namespace}, {language}: {text.English} > {(found.ResourceNotFound ? "missing" : found.Value)}");
    }

    [Theory]
    [MemberData(nameof(OtherLanguagesTests))]
    public void No_translation_is_left_of_a_text_that_is_gone(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var written = SourceTexts.All.ToLookup(text => text.Texts, text => text.English);

        Offences.AssertNone(
            from folder in written
            from translation in Factory.Create(folder.Key).GetAllStrings(includeParentCultures: false)
            where !folder.Contains(translation.Name.Replace(SentenceTexts.Mark, "", StringComparison.Ordinal))
            select $"{folder.Key.Namespace}, {language}: {translation.Name}");
    }

    // "Backup codes" and "backup codes" differ only by a capital letter, which resource files cannot distinguish.
    [Fact]
    public void A_text_in_small_letters_is_not_taken_for_the_one_with_a_capital()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        var texts = Factory.Create(typeof(SecurityPortal.TwoFactor.BackupCodes.Texts));

        Assert.Equal("Códigos de respaldo", texts["Backup codes"].Value);
        Assert.Equal("códigos de respaldo", texts["backup codes"].Value);
    }

    [Theory]
    [InlineData("en", "7 of 10 left")]
    [InlineData("de", "7 von 10 übrig")]
    [InlineData("es", "Quedan 7 de 10")]
    [InlineData("pt-BR", "Restam 7 de 10")]
    public void Numbers_stand_where_the_language_wants_them(string language, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(expected, Factory.Create(typeof(SecurityPortal.TwoFactor.BackupCodes.Texts))["{0} of {1} left", 7, 10].Value);
    }

    private static IEnumerable<string> PlacesIn(string text) => Place().Matches(text).Select(place => place.Value).Order();

    [GeneratedRegex(@"\{\d+(?::[^}]*)?\}")]
    private static partial Regex Place();
}
