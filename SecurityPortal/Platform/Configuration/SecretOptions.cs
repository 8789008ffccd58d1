namespace SecurityPortal.Platform.Configuration;

/// <summary>Configuration section <c>Secrets</c>.</summary>
internal sealed class SecretOptions
{
    /// <summary>
    /// The full path of a folder whose files are settings: the file Delivery__Smtp__Password sets Delivery:Smtp:Password.
    /// </summary>
    /// <default>none</default>
    public string Folder { get; set; } = "";
}
