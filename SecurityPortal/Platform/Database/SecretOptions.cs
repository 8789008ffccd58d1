namespace SecurityPortal.Platform.Database;

/// <summary>Configuration section <c>Secrets</c>.</summary>
internal sealed class SecretOptions
{
    /// <summary>The whole path of a folder whose files are settings; none when empty.</summary>
    public string Folder { get; set; } = "";
}
