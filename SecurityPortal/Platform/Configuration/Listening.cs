namespace SecurityPortal.Platform.Configuration;

/// <summary>Where the portal listens.</summary>
internal static class Listening
{
    /// <summary>Plain HTTP: browsers treat localhost as secure, and a fresh machine has no certificate.</summary>
    public const string Default = "http://localhost:5080";

    private static readonly string[] Keys = ["urls", "http_ports", "https_ports"];

    /// <summary>
    /// Whether the settings say where to listen: by addresses, by ports as in Microsoft's container images, or by Kestrel's own
    /// section.
    /// </summary>
    public static bool SaysWhereToListen(this IConfiguration configuration) =>
        Keys.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    /// <summary>Returns the first address at which a browser on this machine reaches the portal.</summary>
    public static string LocalUrl(this IConfiguration configuration) =>
        configuration["urls"] is { Length: > 0 } urls ? urls.Split(';')[0].TrimEnd('/')
        : configuration["http_ports"] is { Length: > 0 } ports ? $"http://localhost:{ports.Split(';')[0]}"
        : Default;
}
