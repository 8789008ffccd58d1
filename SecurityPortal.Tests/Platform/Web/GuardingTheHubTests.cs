using System.Net;
using System.Text.Json;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Web;

public sealed class GuardingTheHubTests(SharedPortal shared) : IClassFixture<SharedPortal>
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

    [Theory]
    [InlineData("POST", "/_blazor", null)]
    [InlineData("POST", "/_blazor/", null)]
    [InlineData("GET", "/_blazor/", null)]
    [InlineData("GET", "/_BLAZOR/", null)]
    [InlineData("GET", "/_blazor", "text/event-stream")]
    [InlineData("GET", "/_blazor/", "text/event-stream")]
    public async Task No_other_transport_than_web_sockets_is_served_however_its_address_is_written(string verb, string path, string? accept)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var negotiated = await NegotiateAsync(person.Browser(), "https://localhost");
        var token = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("connectionToken").GetString()!;
        var request = new HttpRequestMessage(new HttpMethod(verb), $"https://localhost{path}?id={token}");
        request.Headers.Add("Origin", "https://localhost");
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await person.Browser().SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/_blazor/other")]
    [InlineData("/_blazor/negotiate/other")]
    public async Task Nothing_else_is_at_its_address(string path)
    {
        var person = await (await TestPerson.CreateAsync(_portal)).SignInAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://localhost{path}");
        request.Headers.Add("Origin", "https://localhost");

        Assert.Equal(HttpStatusCode.NotFound, (await person.Browser().SendAsync(request)).StatusCode);
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
