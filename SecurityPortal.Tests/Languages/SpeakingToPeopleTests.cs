using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Languages;

/// <summary>Which language each person sees.</summary>
public sealed class SpeakingToPeopleTests : IAsyncLifetime
{
    private const string LanguagePage = "/settings/account/language";
    private readonly Portal _portal = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("de", "de", "Anmelden")]
    [InlineData("de-AT,en;q=0.5", "de", "Anmelden")]
    [InlineData("en;q=0.3,es-MX;q=0.9", "es", "Iniciar sesión")]
    [InlineData("pt-BR", "pt-BR", "Entrar")]
    [InlineData("pt-PT", "pt-BR", "Entrar")]
    [InlineData("fr,de;q=0.1", "de", "Anmelden")]
    [InlineData("fr", "en", "Sign in")]
    [InlineData("*", "en", "Sign in")]
    [InlineData("de;q=0", "en", "Sign in")]
    [InlineData("de;q=0, en;q=0", "en", "Sign in")]
    [InlineData("de;q=0, es;q=0.1", "es", "Iniciar sesión")]
    public async Task The_sign_in_page_speaks_the_language_of_the_browser(string acceptLanguage, string language, string heading)
    {
        var browser = await _portal.Browser().Speaking(acceptLanguage).GetAsync("/sign-in");

        Assert.Equal(language, browser.Page!.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, browser.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task No_address_chooses_a_language_for_whoever_follows_it()
    {
        var browser = await _portal.Browser().GetAsync("/sign-in?culture=de&ui-culture=de");

        Assert.Equal("en", browser.Page!.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_language_of_the_first_sign_in_becomes_the_persons_own_for_pages_and_mails()
    {
        var first = await _portal.Browser().Speaking("de").TypePasswordAsync("alice");
        Assert.Equal("Sicherheit", first.Page!.QuerySelector("h1")!.TextContent);

        var second = await _portal.Browser().Speaking("es").TypePasswordAsync("alice");

        Assert.Equal("de", second.Page!.DocumentElement.GetAttribute("lang"));
        var mail = (await _portal.SentToAsync("alice@example.com"))[0].Text;
        Assert.StartsWith("Neue Anmeldung in Ihrem Konto", mail);
        Assert.Contains("Das waren Sie nicht?", mail);
        Assert.Contains("Zeit: Freitag, 4. März 2050", mail);
    }

    [Fact]
    public async Task A_person_chooses_a_language_and_has_it_in_every_browser_and_before_sign_in_here()
    {
        var browser = await _portal.Browser().TypePasswordAsync("bob");
        await browser.GetAsync(LanguagePage);
        Assert.Equal(["English", "Deutsch", "Español", "Português (Brasil)"], browser.Page!.QuerySelectorAll("option").Select(option => option.TextContent));

        await browser.SubmitAsync(("language", "es"));

        Assert.Contains("Cambiaste el idioma.", browser.Text);
        Assert.Equal("Iniciar sesión", (await browser.SignOutAsync()).Page!.QuerySelector("h1")!.TextContent);
        var elsewhere = await _portal.Browser().Speaking("de").TypePasswordAsync("bob");
        Assert.Equal("Seguridad", elsewhere.Page!.QuerySelector("h1")!.TextContent);
        Assert.Contains(
            await _portal.SentToAsync("bob@example.com"),
            mail => mail.Text.StartsWith("Nuevo inicio de sesión en tu cuenta", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    [InlineData("de-AT")]
    public async Task A_language_that_the_portal_does_not_speak_changes_nothing(string language)
    {
        var browser = await _portal.Browser().TypePasswordAsync("bob");
        await browser.GetAsync(LanguagePage);

        await browser.SubmitAsync(("language", language));

        Assert.Equal("en", (await browser.GetAsync("/settings/account")).Page!.DocumentElement.GetAttribute("lang"));
        Assert.Null(browser.Cookie("__Host-portal-language"));
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9", "Sunday, 3 April 2050")]
    [InlineData("en-US,en;q=0.9", "Sunday, April 3, 2050")]
    [InlineData("de-DE,de;q=0.9,en-US;q=0.8", "Sonntag, 3. April 2050")]
    public async Task Dates_are_written_as_in_the_country_of_the_browser(string acceptLanguage, string date)
    {
        var browser = await _portal.Browser().Speaking(acceptLanguage).TypePasswordAsync("alice");
        await _portal.TrustDeviceAsync(await _portal.UserIdAsync("alice"), new("Firefox/140", "192.0.2.1"));

        await browser.GetAsync("/settings/security/devices");

        Assert.Contains(date, browser.Text);
    }

    [Theory]
    [InlineData("de", "Identität bestätigen", "Geben Sie zuerst Ihr Passwort ein.")]
    [InlineData("es", "Confirma que eres tú", "Escribe primero tu contraseña.")]
    [InlineData("pt-BR", "Confirme que é você", "Digite primeiro a sua senha.")]
    public async Task The_page_that_asks_to_confirm_that_its_you_speaks_it_too(string language, string heading, string request)
    {
        var browser = await _portal.Browser().Speaking(language).TypePasswordAsync("alice");

        await browser.GetAsync("/sign-in/confirm");

        Assert.Equal(heading, browser.Page!.QuerySelector("h1")!.TextContent);
        Assert.Contains(request, browser.Text);
    }

    [Fact]
    public async Task Choosing_asks_for_a_sign_in_first()
    {
        var browser = await _portal.Browser().GetAsync(LanguagePage);

        Assert.StartsWith("/sign-in?returnUrl=", browser.Path);
    }
}
