using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>A fake of a provider's API on a local port, with the faults that real providers have.</summary>
internal abstract class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _ending = new();

    protected FakeProvider(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(ServeAsync);
        _app.Start();
        Url = _app.Urls.First();
    }

    public string Url { get; }

    /// <summary>Every received request, oldest first.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public IEnumerable<ReceivedRequest> Posts => Requests.Where(request => request.Method == "POST");

    /// <summary>The faults of the next send requests, in turn.</summary>
    public ConcurrentQueue<ProviderFault> Faults { get; } = new();

    /// <summary>The fault of every send request for which <see cref="Faults"/> holds none.</summary>
    public ProviderFault? Always { get; set; }

    /// <summary>Accepts the message in a send request; returns the response's status and body.</summary>
    protected abstract (int Status, string Body) Accept(ReceivedRequest request);

    /// <summary>Answers any other request; returns the response's status and body.</summary>
    protected virtual (int Status, string Body) Answer(ReceivedRequest request) => (404, "{}");

    /// <summary>Returns an error body with this code, in the provider's format.</summary>
    protected abstract string ErrorBody(int status, int code);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _ending.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "",
            context.Request.ContentType ?? "", context.Request.Headers.Authorization.ToString(), await reader.ReadToEndAsync());
        Requests.Enqueue(request);
        if (request.Method != "POST")
        {
            await WriteAsync(context, Answer(request));
            return;
        }

        var fault = Faults.TryDequeue(out var next) ? next : Always;
        if (fault is { Accepts: false })
        {
            await FailAsync(context, fault);
            return;
        }

        var answer = Accept(request);
        if (fault is null)
        {
            await WriteAsync(context, answer);
        }
        else
        {
            await FailAsync(context, fault);
        }
    }

    private async Task FailAsync(HttpContext context, ProviderFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Drop:
                context.Abort();
                break;
            case FaultKind.Hang:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token).Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                if (fault.RetryAfter is { } wait)
                {
                    context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                }

                await WriteAsync(context, (fault.Status, fault.Body ?? ErrorBody(fault.Status, fault.Code)));
                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, (int Status, string Body) answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }
}

/// <summary>A request as received.</summary>
internal sealed record ReceivedRequest(
    string Method, string Path, string Query, string ContentType, string Authorization, string Body)
{
    public IReadOnlyDictionary<string, string> Form
    {
        get
        {
            using var reader = new FormReader(Body);
            return reader.ReadForm().ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        }
    }
}

internal enum FaultKind
{
    Status,
    Drop,
    Hang,
}

/// <summary>How a request fails, and whether the provider accepts the message anyway.</summary>
internal sealed record ProviderFault(FaultKind Kind, bool Accepts)
{
    public int Status { get; init; }

    public int Code { get; init; }

    public string? Body { get; init; }

    public int? RetryAfter { get; init; }

    public static ProviderFault DroppedBefore => new(FaultKind.Drop, Accepts: false);

    public static ProviderFault DroppedAfter => new(FaultKind.Drop, Accepts: true);

    public static ProviderFault HangsBefore => new(FaultKind.Hang, Accepts: false);

    public static ProviderFault HangsAfter => new(FaultKind.Hang, Accepts: true);

    public static ProviderFault Wrong200 => new(FaultKind.Status, Accepts: true) { Status = 200, Body = "<html>Welcome to the café</html>" };

    public static ProviderFault Error(int status, int code = 0, int? retryAfter = null, bool accepts = false) =>
        new(FaultKind.Status, accepts) { Status = status, Code = code, RetryAfter = retryAfter };

    public static ProviderFault Page(int status, bool accepts = false) =>
        new(FaultKind.Status, accepts) { Status = status, Body = "<html>Bad gateway</html>" };
}
