using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SecurityPortal.Platform.Web;
using SecurityPortal.Tests.Architecture;

namespace SecurityPortal.Tests.Languages;

/// <summary>Each language uses one form of address and one word for each thing, on every page and in every message.</summary>
public sealed class WordsOfLanguagesTests
{
    private static readonly SentenceTextsFactory Factory = new(
        Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);

    [Theory]
    [InlineData("es", @"\b(usted|ustedes)\b", "tú")]
    [InlineData("es", @"(^|[.:!?] )(Inicie|Vuelva|Elija|Compruebe|Pida|Escriba|Cuelgue|Lea|Tome)\b", "tú: inicia, vuelve, elige")]
    [InlineData("es", @"\bclaves? de (acceso|seguridad)\b", "llave")]
    [InlineData("es", @"\baplicaci[oó]n(es)? de autenticación\b", "app de autenticación")]
    [InlineData("pt-BR", @"\baplicativos? (de )?autentica", "app de autenticação")]
    [InlineData("pt-BR", @"\bagentes?\b", "atendente")]
    [InlineData("de", @"\b[Dd](u|eine?|einen|einem|einer|ich|ir)\b", "Sie")]
    [InlineData("de", @"\b[Ff]reig(abe|eben|egeben)\b", "Genehmigung, genehmigen")]
    public void One_way_to_say_it(string language, string other, string word)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Offences.AssertNone(
            from folder in SourceTexts.All.Select(text => text.Texts).Distinct()
            from text in Factory.Create(folder).GetAllStrings(includeParentCultures: false)
            where Regex.IsMatch(text.Value, other)
            select $"{folder.Namespace}, {language}: \"{text.Value}\" (the word is {word})");
    }
}
