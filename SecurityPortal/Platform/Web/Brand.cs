using System.Text;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// The operator's logo and colour, served by the portal itself: pages load nothing from elsewhere (ASVS 3.4.3). Read once,
/// after <see cref="BrandValidator"/> has looked at them.
/// </summary>
internal sealed class Brand(IOptions<PortalOptions> options, IHostEnvironment environment)
{
    private readonly Lazy<BrandFile?> _logo = new(() => options.Value.Logo is { Length: > 0 } path
        ? new("/brand/logo", TypeOf(path)!, File.ReadAllBytes(environment.Rooted(path)))
        : null);

    private readonly Lazy<BrandFile?> _sheet = new(() => AccentColour.Parse(options.Value.Accent) is { } accent
        ? new("/brand/accent.css", "text/css", Encoding.UTF8.GetBytes(AccentSheet.Of(accent)))
        : null);

    /// <summary>Null when the operator has set none.</summary>
    public BrandFile? Logo => _logo.Value;

    /// <summary>The logo, where mail programs can show it: a PNG. Null for none, and for other kinds.</summary>
    public BrandFile? MailLogo => Logo is { Type: "image/png" } ? Logo : null;

    /// <summary>The style sheet for the colour; null when the operator has set none.</summary>
    public BrandFile? Sheet => _sheet.Value;

    /// <summary>The media type of a logo, by the end of its name; null for what may be none.</summary>
    public static string? TypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => "image/svg+xml",
        ".PNG" => "image/png",
        ".WEBP" => "image/webp",
        _ => null,
    };
}
