using System.Net;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Tests.Platform.Web;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::7", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void An_address_belongs_to_the_network_that_is_counted(string address, string network)
    {
        Assert.Equal(network, ClientNetwork.Of(address));
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(address)));
    }

    [Fact]
    public void Without_an_address_there_is_no_network()
    {
        Assert.Equal("", ClientNetwork.Of((string?)null));
        Assert.Equal("", ClientNetwork.Of((IPAddress?)null));
        Assert.Equal("unknown", ClientNetwork.Of("unknown"));
    }
}
