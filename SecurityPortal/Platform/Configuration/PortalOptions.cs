namespace SecurityPortal.Platform.Configuration;

/// <summary>Configuration section <c>Portal</c>.</summary>
internal sealed class PortalOptions
{
    /// <summary>
    /// The origin that people use, such as https://portal.example.com. Links, passkeys and the last line of texts are built
    /// from it.
    /// </summary>
    /// <value>https; http in Development too</value>
    /// <default>none: must be set; the local address in Development</default>
    public string PublicUrl { get; set; } = "";

    /// <summary>The name that authenticator apps, texts and pages show. It has no colon.</summary>
    /// <value>1 to 40 characters</value>
    public string Name { get; set; } = "SecurityPortal";

    /// <summary>The support contact shown to people who cannot sign in.</summary>
    public SupportContactOptions SupportContact { get; set; } = new();

    /// <summary>The contact for reports of a vulnerability, at <c>/.well-known/security.txt</c> (RFC 9116).</summary>
    public SecurityTxtOptions SecurityTxt { get; set; } = new();

    /// <summary>Links at the foot of the pages before sign-in.</summary>
    /// <value>at most 6</value>
    /// <default>none</default>
    public LegalLinkOptions[] LegalLinks { get; set; } = [];

    /// <summary>The path of a picture beside the name: .svg, .png or .webp. Mails show it too if it is a .png.</summary>
    /// <value>at most 100 KB</value>
    /// <default>the portal's own</default>
    public string Logo { get; set; } = "";

    /// <summary>
    /// The colour of buttons and links as #rrggbb, dark enough to be read on white. The colour for dark pages is derived
    /// from it.
    /// </summary>
    /// <default>the portal's own</default>
    public string Accent { get; set; } = "";

    public Uri PublicUri => new(PublicUrl);
}
