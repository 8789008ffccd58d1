using SecurityPortal.OpenId;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Which definitions of applications are valid.</summary>
public sealed class ClientDefinitionTests
{
    [Theory]
    [InlineData("https://shop.example/back", true)]
    [InlineData("https://shop.example/back?tenant=1", true)]
    [InlineData("http://127.0.0.1:8400/back", true)]
    [InlineData("http://shop.example/back", false)]
    [InlineData("https://*.shop.example/back", false)]
    [InlineData("https://shop.example/back#", false)]
    [InlineData("https://shop.example/back#part", false)]
    [InlineData("https://user:word@shop.example/back", false)]
    [InlineData("https://shop.example\\@evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/back", false)]
    [InlineData("", false)]
    public void Redirect_uris_are_whole_addresses_of_the_web_and_say_exactly_where(string uri, bool isRight)
    {
        var faults = new ClientDefinition("shop", "Shop") { Secret = new('s', 40), RedirectUris = [uri] }.Faults(isTryingOut: false);

        Assert.Equal(isRight, faults.Count == 0);
    }

    [Fact]
    public void A_native_application_without_a_secret_may_have_a_scheme_of_its_own()
    {
        var client = new ClientDefinition("app", "App") { RedirectUris = ["com.example.app:/back"] };

        Assert.Empty(client.Faults(isTryingOut: false));
        Assert.NotEmpty((client with { Secret = new('s', 40) }).Faults(isTryingOut: false));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var faults = new ClientDefinition("a b", "")
        {
            Secret = "short",
            BackchannelLogoutUri = "http://shop.example",
            Scopes = ["openid", "everything"],
        }.Faults(isTryingOut: false);

        Assert.Equal(6, faults.Count);
    }
}
