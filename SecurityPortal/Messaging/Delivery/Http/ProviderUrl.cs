namespace SecurityPortal.Messaging.Delivery.Http;

/// <summary>Checks and builds the URLs of providers.</summary>
internal static class ProviderUrl
{
    /// <summary>Whether codes may be sent to this URL: over TLS, or to the local machine, as in tests.</summary>
    public static bool IsFit(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    public static Uri Combine(string url, string path) => new($"{url.TrimEnd('/')}/{path}");
}
