namespace SecurityPortal.Platform.Configuration;

/// <summary>One entry of <c>Portal:LegalLinks</c>: an imprint, a privacy notice.</summary>
internal sealed class LegalLinkOptions
{
    /// <summary>The text of the link.</summary>
    /// <value>1 to 40 characters</value>
    /// <default>none: must be set</default>
    public string Name { get; set; } = "";

    /// <summary>Where it leads; https.</summary>
    /// <default>none: must be set</default>
    public string Url { get; set; } = "";
}
