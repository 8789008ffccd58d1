using System.Net;
using System.Net.Sockets;

namespace SecurityPortal.Platform.Web;

/// <summary>
/// Whom a limit counts when it counts a network: an IPv4 address, or the 64 bits that an IPv6 address begins with. A person
/// who has one address of such a network has all of them, so counting single ones would be no limit.
/// </summary>
internal static class ClientNetwork
{
    private const int PrefixBytes = 8;

    /// <summary>The network of an address as text; the text itself when it is no address.</summary>
    public static string Of(string? address) => IPAddress.TryParse(address, out var ip) ? Of(ip) : address ?? "";

    /// <summary>The network of an address, such as <c>203.0.113.7</c> or <c>2001:db8:1:2::/64</c>; empty for none.</summary>
    public static string Of(IPAddress? address) => Plain(address) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetwork } ip => ip.ToString(),
        var ip => $"{new IPAddress([.. ip.GetAddressBytes()[..PrefixBytes], .. new byte[PrefixBytes]])}/{PrefixBytes * 8}",
    };

    /// <summary>
    /// The address as people know it. A socket that listens for both kinds sees IPv4 as <c>::ffff:203.0.113.7</c>, and
    /// so may a proxy say it: that is the same browser.
    /// </summary>
    public static IPAddress? Plain(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
