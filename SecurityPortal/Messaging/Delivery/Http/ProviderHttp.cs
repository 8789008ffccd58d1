using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Telemetry;

namespace SecurityPortal.Messaging.Delivery.Http;

/// <summary>
/// Sets up the HTTP clients for providers, with a timeout, a circuit breaker and no retries. A second POST could send a
/// second message, so only the outbox retries, once it knows the result of the first (decision 13).
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
        // The outbox logs timeouts itself, with the message concerned.
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

            // Request URLs contain phone numbers.
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

    /// <summary>Maps an exception to an outcome: either nothing was handed over, or it is not known.</summary>
    public static SendResult OfException(Exception exception) => exception switch
    {
        BrokenCircuitException => new SendResult.TryLater(null, "circuit open after recent failures"),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } request => new SendResult.TryLater(null, $"no connection ({request.HttpRequestError})"),
        HttpRequestException request => new SendResult.Ambiguous($"connection lost ({request.HttpRequestError})"),
        _ => new SendResult.Ambiguous(exception.GetType().Name),
    };

    /// <summary>Returns how long the provider asks us to wait; null if it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>Reads the response body as JSON. Returns null if it is something else, such as a proxy's error page.</summary>
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

    /// <summary>Returns a text or number field of an object as text; null if there is none.</summary>
    public static string? Text(this JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => Readable(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    // JSON can contain a lone surrogate ("\ud800"), which is not valid text.
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
