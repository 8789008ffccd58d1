using Npgsql;

namespace SecurityPortal.Platform.Signals;

/// <summary>
/// Carries signals from node to node with PostgreSQL's LISTEN and NOTIFY. It replaces a broken connection, and then notifies
/// all listeners, because they may have missed something.
/// </summary>
internal sealed class SignalRelay(
    PostgreSqlSignals signals, IDbContextFactory<PortalDbContext> factory, DatabaseOutage outage, TimeProvider clock,
    ILogger<SignalRelay> logger)
    : BackgroundService
{
    private const string Channel = "portal_signals";
    private const int IdLength = 32;

    // A burst of signals is sent in one command.
    private const int Together = 100;
    private const int KeepAliveSeconds = 5;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once this node receives what others publish.</summary>
    public Task Listening => _listening.Task;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepOnAsync(ListenAsync, stoppingToken),
        KeepOnAsync(TellAsync, stoppingToken));

    private async Task KeepOnAsync(Func<NpgsqlConnection, CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        var backoff = new Backoff(RetryAfter, LongestWait);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(await ConnectionStringAsync(stoppingToken));
                await connection.OpenAsync(stoppingToken);
                backoff.Reset();
                await work(connection, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                outage.Failed(exception);
                if (!DatabaseOutage.IsAway(exception))
                {
                    logger.RelayBroken(exception);
                }

                await Task.Delay(backoff.Next(), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                // The portal is stopping, which may interrupt anything.
            }
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        connection.Notification += (_, told) =>
        {
            if (told.Payload.Length > IdLength && !told.Payload.StartsWith(_node, StringComparison.Ordinal))
            {
                signals.Receive(told.Payload[IdLength..]);
            }
        };
        await PortalLock.ShareAsync(connection, stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(stoppingToken);
        }

        _listening.TrySetResult();
        signals.ReceiveAll();
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
        }
    }

    private async Task TellAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        await using var notify = new NpgsqlCommand(
            "SELECT pg_notify($1, told) FROM unnest($2) AS told", connection);
        notify.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Channel });
        var told = new NpgsqlParameter<string[]>();
        notify.Parameters.Add(told);
        while (await signals.Outgoing.WaitToReadAsync(stoppingToken))
        {
            HashSet<string> topics = [];
            while (topics.Count < Together && signals.Outgoing.TryRead(out var topic))
            {
                topics.Add(_node + topic);
            }

            told.TypedValue = [.. topics];
            await notify.ExecuteNonQueryAsync(stoppingToken);
        }
    }

    // Not from the pool: a pooled connection stays open, and PostgreSQL has to notice when this node is gone.
    private async Task<string> ConnectionStringAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString())
        {
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
            ApplicationName = "SecurityPortal signals",
        }.ConnectionString;
    }
}
