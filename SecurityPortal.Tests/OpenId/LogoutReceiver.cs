using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SecurityPortal.OpenId;

namespace SecurityPortal.Tests.OpenId;

/// <summary>Takes logout tokens in the place of the applications.</summary>
internal sealed class LogoutReceiver : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<(string Url, string Token)> _received = [];

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

    public void Use(IServiceCollection services) =>
        services.AddHttpClient(LogoutSender.HttpClient).ConfigurePrimaryHttpMessageHandler(() => this);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = System.Web.HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        lock (_lock)
        {
            _received.Add((request.RequestUri!.ToString(), form["logout_token"]!));
        }

        return new(Answer);
    }
}
