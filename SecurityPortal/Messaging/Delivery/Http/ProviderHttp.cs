using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Telemetry;

namespace SecurityPortal.Messaging.Delivery.Http;

/// <summary>
/// How providers are called: a time limit, a circuit breaker, and no retry at all. A second POST may be a second message, so
/// the outbox alone decides about one, once it knows the result of the first (decision 13).
/// </summary>
internal static class ProviderHttp
{
    private const string TimeoutEvent = "OnTimeout";
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void AddProviderClient<TClient>(this IServiceCollection services)
        where TClient : class
    {
        // A provider that takes too long is told of by the outbox, with the message that it concerns.
        services.Configure<TelemetryOptions>(telemetry => telemetry.SeverityProvider = told =>
            told.Event.EventName == TimeoutEvent ? ResilienceEventSeverity.Debug : told.Event.Severity);
        services.AddHttpClient<TClient>(http => http.Timeout = System.Threading.Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.ConnectTimeout = ConnectTimeout;
                handler.PooledConnectionLifetime = ConnectionLifetime;
            })
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan)

            // Addresses that are asked for hold phone numbers.
            .RemoveAllLoggers()
            .AddResilienceHandler("provider", pipeline => pipeline
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 10,
                    SamplingDuration = TimeSpan.FromSeconds(10),
                    BreakDuration = TimeSpan.FromSeconds(5),
                    ShouldHandle = arguments => ValueTask.FromResult(
                        arguments.Outcome is { Exception: not null and not OperationCanceledException }
                            or { Result.StatusCode: >= HttpStatusCode.InternalServerError }),
                })
                .AddTimeout(Timeout));
    }

    /// <summary>The outcome after an exception: nothing was handed over, or unknown.</summary>
    public static SendResult OfException(Exception exception) => exception switch
    {
        BrokenCircuitException => new SendResult.TryLater(null, "not working a moment ago"),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } request => new SendResult.TryLater(null, $"no connection ({request.HttpRequestError})"),
        HttpRequestException request => new SendResult.Ambiguous($"connection lost ({request.HttpRequestError})"),
        _ => new SendResult.Ambiguous(exception.GetType().Name),
    };

    /// <summary>How long the provider asks to be left alone; null when it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>The answer's body as JSON; null when it is something else, such as a proxy's page.</summary>
    public static async Task<JsonElement?> ReadJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field of an object, as text; null when there is none.</summary>
    public static string? Text(this JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => Readable(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    // JSON may name half a letter ("\ud800"), which is no text.
    private static string? Readable(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
