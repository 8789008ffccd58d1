namespace SecurityPortal.Platform.Web;

/// <summary>A file of the operator's own that browsers load, with a version in its address that changes with its content.</summary>
/// <param name="Path">Its address, without the version.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">Its content.</param>
internal sealed record BrandFile(string Path, string Type, byte[] Bytes)
{
    public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes))[..10];

    public string Url => $"{Path}?v={Version}";
}
