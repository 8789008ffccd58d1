namespace SecurityPortal.Platform.Database;

/// <summary>Configuration section <c>Portal</c>.</summary>
internal sealed class PortalOptions
{
    /// <summary>The origin that people use: links, security keys and the last line of texts are built from it.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The name shown in authenticator apps, texts and pages.</summary>
    public string Name { get; set; } = "SecurityPortal";

    /// <summary>Whom people ask who cannot get in.</summary>
    public SupportContactOptions SupportContact { get; set; } = new();

    /// <summary>Whom researchers tell of a weakness, at <c>/.well-known/security.txt</c>.</summary>
    public SecurityTxtOptions SecurityTxt { get; set; } = new();

    /// <summary>Links at the foot of the pages before sign-in, at most 6.</summary>
    public LegalLinkOptions[] LegalLinks { get; set; } = [];

    /// <summary>The path of a picture to show beside the name: .svg, .png or .webp, at most 100 KB. The portal's own when empty.</summary>
    public string Logo { get; set; } = "";

    /// <summary>
    /// The colour of buttons and links as #rrggbb, dark enough to be read on white; the portal's own when empty. What dark
    /// pages need is made from it.
    /// </summary>
    public string Accent { get; set; } = "";

    public Uri PublicUri => new(PublicUrl);
}
