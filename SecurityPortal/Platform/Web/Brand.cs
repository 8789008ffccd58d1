namespace SecurityPortal.Platform.Web;

/// <summary>
/// The operator's logo and colour, served by the portal itself: pages load nothing from elsewhere (ASVS 3.4.3). They are read
/// once, after <see cref="BrandValidator"/> has checked them.
/// </summary>
internal sealed class Brand(IOptions<PortalOptions> options, IHostEnvironment environment)
{
    private readonly Lazy<BrandFile?> _logo = new(() => options.Value.Logo is { Length: > 0 } path
        ? new("/brand/logo", TypeOf(path)!, File.ReadAllBytes(environment.Rooted(path)))
        : null);

    private readonly Lazy<BrandFile?> _sheet = new(() => AccentColour.Parse(options.Value.Accent) is { } accent
        ? new("/brand/accent.css", "text/css", Encoding.UTF8.GetBytes(AccentSheet.Of(accent)))
        : null);

    /// <summary>The logo; null when the operator has set none.</summary>
    public BrandFile? Logo => _logo.Value;

    /// <summary>The logo if mail programs can show it, which means a PNG; null otherwise.</summary>
    public BrandFile? MailLogo => Logo is { Type: "image/png" } ? Logo : null;

    /// <summary>The style sheet for the colour; null when the operator has set none.</summary>
    public BrandFile? Sheet => _sheet.Value;

    /// <summary>Returns the media type of a logo, by its file extension; null for a type that is not allowed.</summary>
    public static string? TypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SVG" => "image/svg+xml",
        ".PNG" => "image/png",
        ".WEBP" => "image/webp",
        _ => null,
    };
}
