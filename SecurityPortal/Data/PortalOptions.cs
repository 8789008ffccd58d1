namespace SecurityPortal.Data;

/// <summary>Configuration section <c>Portal</c>.</summary>
internal sealed class PortalOptions
{
    /// <summary>The origin that people use: links, security keys and the last line of texts are built from it.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The name shown in authenticator apps, texts and pages.</summary>
    public string Name { get; set; } = "SecurityPortal";

    public Uri PublicUri => new(PublicUrl);
}
