using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Telemetry;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Messaging.Delivery;

/// <summary>The operator's log at its most verbose level, while texts succeed and fail.</summary>
public sealed class WhatIsLoggedTests
{
    [Fact]
    public async Task It_holds_no_number_no_code_and_no_secret()
    {
        const string number = "+447700900123";
        using var log = new Notebook();
        await using var twilio = new FakeTwilio();
        await using var portal = new Portal([.. twilio.Settings(), ("Delivery:Twilio:ApiKeySid", "SK0123456789abcdef0123456789abcdef"), ("Delivery:Twilio:ApiKeySecret", "a-key-that-signs")])
        {
            WithServices = services => services.Replace(ServiceDescriptor.Singleton(
                LoggerFactory.Create(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)))),
        };
        ProviderFault?[] faults =
        [
            null, ProviderFault.Error(400, 21610), ProviderFault.Error(401, 20003), ProviderFault.DroppedAfter,
            ProviderFault.Error(500, 20500), ProviderFault.Wrong200,
        ];
        foreach (var fault in faults)
        {
            if (fault is not null)
            {
                twilio.Faults.Enqueue(fault);
            }

            await portal.FollowAsync(
                await portal.PostAsync(Posting.Text(number, "918273")), DeliveryState.Accepted, DeliveryState.Failed);
        }

        await portal.Browser().SendAsync(FakeTwilio.Callback(twilio.Taken.First(), "delivered"));

        Assert.Contains(log.Lines, line => line.Contains("was refused: Twilio 21610", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains("refuses us", StringComparison.Ordinal));
        foreach (var secret in new[] { number[1..], "918273", FakeTwilio.AuthToken, "a-key-that-signs" })
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("OnTimeout", ResilienceEventSeverity.Debug)]
    [InlineData("OnCircuitOpened", ResilienceEventSeverity.Error)]
    public async Task A_provider_that_takes_too_long_is_told_of_by_the_outbox_alone(string name, ResilienceEventSeverity severity)
    {
        await using var portal = new Portal();
        var told = new SeverityProviderArguments(
            new("provider", null, null), new(ResilienceEventSeverity.Error, name), ResilienceContextPool.Shared.Get());

        Assert.Equal(severity, portal.Get<IOptions<TelemetryOptions>>().Value.SeverityProvider!(told));
    }

    private sealed class Notebook : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"Scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
