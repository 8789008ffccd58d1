using QRCoder;

namespace SecurityPortal.TwoFactor.AuthenticatorApp;

/// <summary>Draws a text as a QR code. Returns a <c>data:</c> URL, so that the picture never has a URL of its own.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 6;

    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        var svg = picture.GetGraphic(PixelsPerModule);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
    }
}
