using System.Net.Sockets;
using Npgsql;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Tells the operator once that the database is unavailable, and once that it is back. During an outage everything that queries
/// the database fails; logging each failure would add thousands of lines a minute that say nothing more.
/// </summary>
internal sealed class DatabaseOutage(TimeProvider clock, ILogger<DatabaseOutage> logger)
{
    private readonly Lock _lock = new();
    private volatile bool _isAway;
    private DateTimeOffset _since;
    private int _failures;

    /// <summary>Whether the exception means that PostgreSQL cannot be reached, as opposed to having refused something.</summary>
    public static bool IsAway(Exception? exception) => exception switch
    {
        null => false,

        // 08: no connection; 57P01 to 57P03: the server is stopping, has crashed or is starting.
        PostgresException said => said.SqlState.StartsWith("08", StringComparison.Ordinal)
            || said.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        _ => IsAway(exception.InnerException),
    };

    /// <summary>Records a failure if its cause is that the database is unavailable.</summary>
    public void Failed(Exception exception)
    {
        if (!IsAway(exception))
        {
            return;
        }

        lock (_lock)
        {
            _failures++;
            if (_isAway)
            {
                return;
            }

            (_isAway, _since, _failures) = (true, clock.GetUtcNow(), 1);
        }

        logger.DatabaseIsAway(exception.GetBaseException().Message);
    }

    /// <summary>Records that the database answered.</summary>
    public void Answered()
    {
        if (!_isAway)
        {
            return;
        }

        TimeSpan lasted;
        int failures;
        lock (_lock)
        {
            if (!_isAway)
            {
                return;
            }

            _isAway = false;
            (lasted, failures) = (clock.GetUtcNow() - _since, _failures);
        }

        logger.DatabaseIsBack(lasted, failures);
    }
}
