using System.Net;

namespace SecurityPortal.Platform.Web;

/// <summary>Configuration section <c>Proxy</c>.</summary>
internal sealed class ProxyOptions
{
    /// <summary>
    /// Proxies that may say where a browser is, as addresses (10.0.0.10) or networks (10.0.0.0/8). If there are several in
    /// a row, each must be among them.
    /// </summary>
    /// <default>none</default>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Parses an entry as a network, where a single address is a network of one; null when it is neither.</summary>
    public static IPNetwork? Network(string? entry)
    {
        var text = entry?.Trim() ?? "";
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0 && IsWhole(text[..text.IndexOf('/')])
                ? network
                : null;
        }

        return IsWhole(text) && ClientNetwork.Plain(IPAddress.Parse(text)) is { } address
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : null;
    }

    // .NET reads "10.0.1" as 10.0.0.1, but it is probably a typing mistake.
    private static bool IsWhole(string text) =>
        IPAddress.TryParse(text, out _) && (text.Contains(':', StringComparison.Ordinal) || text.Count(letter => letter == '.') == 3);
}
