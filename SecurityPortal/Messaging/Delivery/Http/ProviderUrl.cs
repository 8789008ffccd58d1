namespace SecurityPortal.Messaging.Delivery.Http;

/// <summary>The address at which a provider is called.</summary>
internal static class ProviderUrl
{
    /// <summary>Whether codes may be sent there: over TLS, or to this machine itself, as tests do.</summary>
    public static bool IsFit(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    public static Uri Combine(string url, string path) => new($"{url.TrimEnd('/')}/{path}");
}
