using System.Net;
using System.Net.Sockets;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// What a limit counts as one network: an IPv4 address, or the first 64 bits of an IPv6 address. Somebody who has one address
/// of such a prefix has all of them, so counting single addresses would limit nothing.
/// </summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>Returns the network of an address given as text; the text itself when it is not an address.</summary>
    public static string Of(string? address) => IPAddress.TryParse(address, out var ip) ? Of(ip) : address ?? "";

    /// <summary>Returns the network of an address, such as <c>203.0.113.7</c> or <c>2001:db8:1:2::/64</c>; empty for none.</summary>
    public static string Of(IPAddress? address) => Plain(address) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetwork } ip => ip.ToString(),
        var ip => $"{new IPAddress([.. ip.GetAddressBytes()[..PrefixBytes], .. new byte[PrefixBytes]])}/{PrefixBytes * 8}",
    };

    /// <summary>
    /// Returns the address as people know it. A dual-stack socket sees IPv4 as <c>::ffff:203.0.113.7</c>, and a proxy may write
    /// it that way too: it is the same browser.
    /// </summary>
    public static IPAddress? Plain(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
