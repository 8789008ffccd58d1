using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SecurityPortal.Platform.Observability;

/// <summary>
/// Exports traces, metrics and logs over OTLP if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. The other standard <c>OTEL_*</c>
/// settings apply too.
/// </summary>
internal static class ObservabilityServices
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // All meters of our own are named "SecurityPortal".
    private static readonly string[] Meters =
    [
        "SecurityPortal",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        "System.Runtime",
    ];

    public static void AddObservability(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        if (!Uri.TryCreate(builder.Configuration[Endpoint], UriKind.Absolute, out _))
        {
            throw new InvalidOperationException($"{Endpoint} must be an address, such as http://collector.example.com:4317.");
        }

        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? "SecurityPortal";

        // Below Warning this category logs each request's address, including the tokens of links; it is not exported, whatever
        // the log level is.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(traces => traces
                .AddProcessor(new WithoutSecrets())
                .AddAspNetCoreInstrumentation(asp => asp.Filter = IsOfInterest)
                .AddSource("System.Net.Http", "Npgsql"))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    // A circuit is one request that lasts for hours, and probes come every few seconds.
    private static bool IsOfInterest(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/_blazor") && !context.Request.Path.StartsWithSegments("/health");
}
