using System.Diagnostics;
using Npgsql;
using SecurityPortal.Platform.Database.PostgreSql;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// The tests' own PostgreSQL server, run from the installed program with an empty data folder and a socket that only this
/// user can reach. It ends with the test process, however that ends.
/// </summary>
internal sealed class PostgreSqlServer
{
    // Ends when its input closes. PostgreSQL refuses to run as root. The server's collation is English on purpose: the
    // portal must not depend on it.
    private const string Script =
        """
        set -eu
        folder=$1 bin=$2 as=
        if [ "$(id -u)" = 0 ]; then
          chown postgres: "$folder"
          as="setpriv --reuid=postgres --regid=postgres --init-groups"
        fi
        icu=
        if "$bin/initdb" --help | grep -q -- --icu-locale; then icu="--locale-provider=icu --icu-locale=en"; fi
        cd "$folder"
        $as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C $icu --no-sync >"$folder/log" 2>&1
        $as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=600 -c fsync=off \
          -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c log_statement=none \
          </dev/null >>"$folder/log" 2>&1 &
        server=$!
        until "$bin/pg_isready" -q -U postgres -h "$folder"; do kill -0 $server; sleep 0.05; done
        echo ready
        read -r _ || true
        kill -INT $server
        wait $server || true
        if [ -n "${PORTAL_TESTS_POSTGRESQL_LOG:-}" ]; then cp "$folder/log" "$PORTAL_TESTS_POSTGRESQL_LOG"; fi
        rm -rf "$folder"
        """;

    private static readonly Lazy<PostgreSqlServer> One = new(() => new());
    private readonly Process _keeper;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-postgresql-").FullName;
    private int _databases;

    private PostgreSqlServer()
    {
        var start = new ProcessStartInfo("bash", ["-c", Script, "postgresql", _folder, Programs()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _keeper = Process.Start(start)!;
        if (_keeper.StandardOutput.ReadLine() != "ready")
        {
            var log = Path.Combine(_folder, "log");
            throw new InvalidOperationException($"PostgreSQL does not start. {(File.Exists(log) ? File.ReadAllText(log) : "")}");
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
    }

    /// <summary>The server for all tests, started by the first that needs it.</summary>
    public static PostgreSqlServer Shared => One.Value;

    /// <summary>Creates a database, empty or as a copy of another one; returns its connection string.</summary>
    public string Create(string? copyOf = null)
    {
        var name = $"portal_{Interlocked.Increment(ref _databases)}";
        Execute(copyOf is null
            ? $"CREATE DATABASE {name}"
            : $"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(copyOf).Database}");
        return Connection(name);
    }

    /// <summary>Closes the pooled connections to a database and drops it.</summary>
    public void Drop(string connection)
    {
        Disconnect(connection);
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    /// <summary>Closes a portal's pooled connections to its database.</summary>
    public static void Disconnect(string connection)
    {
        using var pooled = new NpgsqlConnection(PostgreSqlServices.ConnectionString(connection));
        NpgsqlConnection.ClearPool(pooled);
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Connection("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Connection(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 100,
        IncludeErrorDetail = true,
    }.ConnectionString;

    private void Stop()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit(TimeSpan.FromSeconds(10));
    }

    // Debian and Ubuntu keep each version's programs outside PATH.
    private static string Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.EnumerateFiles("/usr/lib/postgresql", "initdb", SearchOption.AllDirectories)
                .OrderDescending().FirstOrDefault() is { } initdb
            ? Path.GetDirectoryName(initdb)!
            : throw new InvalidOperationException("PostgreSQL is not installed. On Debian or Ubuntu: apt-get install postgresql");
}
