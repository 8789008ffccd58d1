using SecurityPortal.Tests.Fixtures;
using SecurityPortal.TwoFactor.AuthenticatorApp;

namespace SecurityPortal.Tests.TwoFactor.AuthenticatorApp;

/// <summary>The QR code as a browser draws it, and as an independent program reads it.</summary>
public sealed class ScanningThePictureTests(Chromium chromium)
{
    [Theory]
    [InlineData("SecurityPortal", "alice@example.com")]
    [InlineData("Müller & Söhne", "jörg.weiß+zweiter.faktor@example.com")]
    [InlineData("A rather long name of a rather large organisation", "somebody.with.a.long.name@a.long.domain.of.example.com")]
    public async Task It_reads_as_the_link_letter_by_letter(string issuer, string account)
    {
        var link = AuthenticatorKey.Create().ToUri(issuer, account);
        var context = await chromium.NewContextAsync(new());
        var page = await context.NewPageAsync();
        await page.SetContentAsync($"""<img src="{QrPicture.Of(link)}" alt="QR code" width="228" height="228" style="margin:20px" />""");

        var picture = await page.GetByAltText("QR code").ScreenshotAsync();
        await context.CloseAsync();

        Assert.Equal(link, await Zbarimg.ReadAsync(picture));
    }
}
