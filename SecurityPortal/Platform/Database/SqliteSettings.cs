using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Settings that SQLite keeps per connection. <c>synchronous=FULL</c> makes a committed code or message survive a power cut;
/// foreign keys make WhatsApp require text messages.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;";

    // A pooled connection keeps its settings.
    private readonly ConditionalWeakTable<object, object> _set = [];

    // EF's own has functions for decimals and regular expressions, which SQLite registers at each opening and drops at each
    // closing. The portal's queries use none.
    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new SqliteConnection(eventData.ConnectionString));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (_set.TryAdd(((SqliteConnection)connection).Handle!, Pragmas))
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Microsoft.Data.Sqlite works synchronously.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
