using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Languages;

/// <summary>Emails and pages state the configured lifetime, not what the default once was.</summary>
public sealed class HowLongLinksHoldTests
{
    [Theory]
    [InlineData("en", "The link works once and expires after 45 minutes.", "The link works once and expires after 2 hours.", "The link in it works for 45 minutes.")]
    [InlineData("de", "Der Link ist 45 Minuten gültig und funktioniert nur einmal.", "Der Link ist 2 Stunden gültig und funktioniert nur einmal.", "Der Link darin gilt 45 Minuten.")]
    [InlineData("es", "El enlace sirve una vez, durante 45 minutos.", "El enlace sirve una vez, durante 2 horas.", "El enlace sirve durante 45 minutos.")]
    [InlineData("pt-BR", "O link vale uma vez, por 45 minutos.", "O link vale uma vez, por 2 horas.", "O link nele vale por 45 minutos.")]
    public async Task It_is_taken_from_the_settings(string language, string reset, string register, string page)
    {
        await using var portal = new Portal(("Accounts:ResetLifetime", "00:45:00"), ("Accounts:ConfirmationLifetime", "02:00:00"));
        var browser = await portal.Browser().Speaking(language).TypePasswordAsync("alice");
        await browser.SignOutAsync();

        await browser.GetAsync("/sign-in/forgot-password");
        await browser.SubmitAsync(("email", "alice@example.com"));
        Assert.Contains(page, browser.Text);
        var stranger = await portal.Browser().Speaking(language).GetAsync("/register");
        await stranger.SubmitAsync(("email", "newcomer@example.com"));

        Assert.Contains(await portal.SentToAsync("alice@example.com"), mail => mail.Text.Contains(reset, StringComparison.Ordinal));
        Assert.Contains(register, (await portal.SentToAsync("newcomer@example.com"))[0].Text);
    }

    [Theory]
    [InlineData("00:00:30", "1 minute")]
    [InlineData("00:30:00", "30 minutes")]
    [InlineData("00:59:59", "59 minutes")]
    [InlineData("01:00:00", "1 hour")]
    [InlineData("01:00:30", "1 hour")]
    [InlineData("01:30:00", "90 minutes")]
    [InlineData("1.00:00:00", "24 hours")]
    [InlineData("2.00:00:00", "2 days")]
    [InlineData("2.01:00:00", "49 hours")]
    [InlineData("7.00:00:00", "7 days")]
    public async Task Never_longer_than_it_is(string span, string said)
    {
        await using var portal = new Portal();

        Assert.Equal(said, portal.Get<DurationTexts>().Say(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
