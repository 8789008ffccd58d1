namespace SecurityPortal.Platform.Database;

/// <summary>One entry of <c>Portal:LegalLinks</c>: an imprint, a privacy notice.</summary>
internal sealed class LegalLinkOptions
{
    /// <summary>The words of the link; at most 40 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it leads, https.</summary>
    public string Url { get; set; } = "";
}
