using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SecurityPortal.Authentication.Sessions;
using SessionOptions = SecurityPortal.Authentication.Sessions.SessionOptions;

namespace SecurityPortal.Tests.Authentication.Sessions;

public sealed class OpeningManyPagesTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly PageConnections _connections;

    private readonly TaskCompletionSource _closed = new();

    public OpeningManyPagesTests() => _connections = new(
        Options.Create(new SessionOptions { MaxPagesPerPerson = 2, MaxPagesPerAddress = 3, MaxPagesPerNode = 4 }),
        new PageCounter(_services.GetRequiredService<IMeterFactory>()));

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task One_person_may_have_so_many_pages_open_and_no_more()
    {
        _ = Open("alice", "192.0.2.1");
        _ = Open("alice", "192.0.2.2");

        Assert.Equal(StatusCodes.Status429TooManyRequests, await AnswerAsync("alice", "192.0.2.3"));
        Assert.Equal(StatusCodes.Status200OK, await AnswerAsync("bob", "192.0.2.3"));
    }

    [Fact]
    public async Task One_address_may_have_so_many_pages_open_and_no_more()
    {
        _ = Open("alice", "192.0.2.1");
        _ = Open("bob", "192.0.2.1");
        _ = Open("carol", "192.0.2.1");

        Assert.Equal(StatusCodes.Status429TooManyRequests, await AnswerAsync("dave", "192.0.2.1"));
    }

    [Fact]
    public async Task The_addresses_of_one_network_count_together()
    {
        _ = Open("alice", "2001:db8:1::1");
        _ = Open("bob", "2001:db8:1::2");
        _ = Open("carol", "2001:db8:1::3");

        Assert.Equal(StatusCodes.Status429TooManyRequests, await AnswerAsync("dave", "2001:db8:1::4"));
        Assert.Equal(StatusCodes.Status200OK, await AnswerAsync("dave", "2001:db8:2::1"));
    }

    [Fact]
    public async Task A_node_holds_so_many_pages_of_everybody_and_tells_whose_room_is_used_up()
    {
        Assert.Equal(PageRoom.Free, _connections.RoomFor(Page("alice", "192.0.2.1")));
        _ = Open("alice", "192.0.2.1");
        _ = Open("alice", "192.0.2.2");
        _ = Open("bob", "192.0.2.3");
        _ = Open("carol", "192.0.2.4");

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, await AnswerAsync("dave", "192.0.2.5"));
        Assert.Equal(PageRoom.Node, _connections.RoomFor(Page("dave", "192.0.2.5")));
        Assert.Equal(PageRoom.Person, _connections.RoomFor(Page("alice", "192.0.2.5")));
    }

    [Fact]
    public async Task The_operator_sees_how_many_are_open_and_whose_room_was_used_up()
    {
        var (open, refused) = (0L, new List<object?>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            open += instrument.Name == "security_portal.pages.open" ? value : 0;
            if (instrument.Name == "security_portal.pages.refused")
            {
                refused.Add(tags[0].Value);
            }
        });
        listener.Start();

        _ = Open("alice", "192.0.2.1");
        _ = Open("alice", "192.0.2.1");
        await AnswerAsync("alice", "192.0.2.1");
        await AnswerAsync("bob", "192.0.2.1");

        Assert.Equal(2, open);
        Assert.Equal(["person"], refused);
    }

    [Theory]
    [InlineData("/_blazor/")]
    [InlineData("/_Blazor")]
    [InlineData("/_blazor//")]
    public async Task However_its_address_is_written_a_page_counts(string path)
    {
        _ = Open("alice", "192.0.2.1", path);
        _ = Open("alice", "192.0.2.2", path);

        Assert.Equal(StatusCodes.Status429TooManyRequests, await AnswerAsync("alice", "192.0.2.3"));
    }

    [Fact]
    public async Task A_page_that_is_closed_makes_room()
    {
        var pages = new[] { Open("alice", "192.0.2.1"), Open("alice", "192.0.2.1") };
        _closed.SetResult();
        await Task.WhenAll(pages);

        Assert.Equal(StatusCodes.Status200OK, await AnswerAsync("alice", "192.0.2.1"));
    }

    [Fact]
    public async Task A_refused_page_takes_no_room()
    {
        _ = Open("alice", "192.0.2.1");
        _ = Open("alice", "192.0.2.1");
        await AnswerAsync("alice", "192.0.2.1");
        await AnswerAsync("alice", "192.0.2.1");

        Assert.Equal(StatusCodes.Status200OK, await AnswerAsync("bob", "192.0.2.1"));
    }

    private Task Open(string person, string address, string path = "/_blazor") =>
        _connections.InvokeAsync(Page(person, address, path), _ => _closed.Task);

    private async Task<int> AnswerAsync(string person, string address)
    {
        var context = Page(person, address);
        await _connections.InvokeAsync(context, _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }

    private static DefaultHttpContext Page(string person, string address, string path = "/_blazor")
    {
        var context = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person)], "test")),
            Request = { Path = path },
            Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        };
        context.Features.Set<IHttpWebSocketFeature>(new Socket());
        return context;
    }

    private sealed class Socket : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => true;

        public Task<System.Net.WebSockets.WebSocket> AcceptAsync(WebSocketAcceptContext context) =>
            throw new NotSupportedException();
    }
}
