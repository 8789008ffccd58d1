using System.Net.Sockets;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>What the operator reads while PostgreSQL is down.</summary>
public sealed class DatabaseOutageTests
{
    private readonly FakeLogger<DatabaseOutage> _log = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Ten_thousand_failures_are_one_line_and_the_end_is_another()
    {
        var outage = new DatabaseOutage(_clock, _log);
        outage.Answered();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var failure = 0; failure < 1_250; failure++)
            {
                outage.Failed(Away());
            }
        })));
        _clock.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(outage.Answered)));

        Assert.Equal(
            [
                "The database does not answer: Connection refused. Everything that needs it fails until it does; trying again.",
                "The database answers again. It was unavailable for 00:00:30, and 10000 attempts failed.",
            ],
            _log.Collector.GetSnapshot().Select(line => line.Message));
    }

    [Theory]
    [InlineData("57P01", true)]
    [InlineData("57P03", true)]
    [InlineData("08006", true)]
    [InlineData("23505", false)]
    [InlineData("40P01", false)]
    [InlineData("53100", false)]
    public void What_the_server_refuses_is_no_outage(string state, bool isAway) => Assert.Equal(
        isAway, DatabaseOutage.IsAway(new InvalidOperationException("wrapped", new PostgresException("no", "FATAL", "FATAL", state))));

    [Fact]
    public void A_fault_of_ours_is_none_either()
    {
        Assert.True(DatabaseOutage.IsAway(Away()));
        Assert.False(DatabaseOutage.IsAway(new InvalidOperationException("a fault")));
        Assert.False(DatabaseOutage.IsAway(null));
    }

    [Fact]
    public void A_worker_waits_longer_each_time_and_begins_anew_once_it_worked()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5));

        Assert.Equal([0.5, 1, 2, 4, 5, 5], Enumerable.Range(0, 6).Select(_ => backoff.Next().TotalSeconds));
        backoff.Reset();
        Assert.Equal(0.5, backoff.Next().TotalSeconds);
    }

    private static NpgsqlException Away() => new("Failed to connect", new IOException("lost", new SocketException((int)SocketError.ConnectionRefused)));
}
