using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SecurityPortal.Tests.Platform.Observability;

/// <summary>
/// Receives what is exported by OTLP over HTTP. Its binary form contains names and values as plain text, so tests can search
/// for them.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _taken = new();

    public Collector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _taken.Enqueue((context.Request.Path.ToString(), Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        _app.Start();
    }

    public (string, string)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.First()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
    ];

    public string Traces => Of("/v1/traces");

    public string Metrics => Of("/v1/metrics");

    public string Logs => Of("/v1/logs");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Of(string path) => string.Concat(_taken.Where(taken => taken.Path == path).Select(taken => taken.Body));
}
