using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.OpenId;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Receives logout tokens in place of the applications.</summary>
internal sealed class LogoutReceiver : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<(string Url, string Token)> _received = [];
    private readonly Channel<(string Url, string Token)> _next = Channel.CreateUnbounded<(string, string)>();

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<(string Url, string Token)> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Returns the oldest unread token; waits for one.</summary>
    public Task<(string Url, string Token)> NextAsync() => _next.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public void Use(IServiceCollection services) =>
        services.AddHttpClient(LogoutSender.HttpClient).ConfigurePrimaryHttpMessageHandler(() => this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = System.Web.HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        var received = (request.RequestUri!.ToString(), form["logout_token"]!);
        lock (_lock)
        {
            _received.Add(received);
        }

        _next.Writer.TryWrite(received);

        return new(Answer);
    }
}
