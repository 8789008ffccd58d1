using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using SecurityPortal.Sessions;
using SessionOptions = SecurityPortal.Sessions.SessionOptions;

namespace SecurityPortal.Tests.Sessions;

public sealed class OpeningManyPages
{
    private readonly PageConnections _connections = new(Options.Create(
        new SessionOptions { MaxPagesPerPerson = 2, MaxPagesPerAddress = 3 }));

    private readonly TaskCompletionSource _closed = new();

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

    private Task Open(string person, string address) => _connections.InvokeAsync(Page(person, address), _ => _closed.Task);

    private async Task<int> AnswerAsync(string person, string address)
    {
        var context = Page(person, address);
        await _connections.InvokeAsync(context, _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }

    private static DefaultHttpContext Page(string person, string address)
    {
        var context = new DefaultHttpContext
        {
            User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person)], "test")),
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
