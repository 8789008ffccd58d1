using System.Net;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Shell;

public sealed class GuardingTheHub(SharedPortal shared) : IClassFixture<SharedPortal>
{
    private readonly Portal _portal = shared.Portal;

    [Theory]
    [InlineData("https://localhost", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Only_our_own_pages_may_negotiate(string? origin, HttpStatusCode expected)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();

        Assert.Equal(expected, (await NegotiateAsync(person.Browser(), origin)).StatusCode);
    }

    [Fact]
    public async Task A_stranger_opens_no_circuit_even_from_our_own_origin()
    {
        var response = await NegotiateAsync(_portal.Browser(), "https://localhost");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData(null)]
    public async Task A_web_socket_from_elsewhere_is_refused_before_a_circuit_exists(string? origin)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var client = _portal.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Cookie = $"__Host-portal-session={person.SessionToken}";
            if (origin is not null)
            {
                request.Headers.Origin = origin;
            }
        };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => client.ConnectAsync(new Uri("wss://localhost/_blazor?id=x"), TestContext.Current.CancellationToken));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_transport_than_web_sockets_is_served()
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost/_blazor?id=x");
        request.Headers.Add("Origin", "https://localhost");

        Assert.Equal(HttpStatusCode.BadRequest, (await person.Browser().SendAsync(request)).StatusCode);
    }

    private static Task<HttpResponseMessage> NegotiateAsync(TestBrowser browser, string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return browser.SendAsync(request);
    }
}
