using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>
/// Copies all rows of an SQLite portal into PostgreSQL, table by table in key order. Each batch is on disk before it is
/// reported; after an interruption, the next run continues from there.
/// </summary>
/// <param name="source">The SQLite file. Nobody can write to it while it is copied.</param>
/// <param name="target">The PostgreSQL database, migrated to this version.</param>
/// <param name="piece">The number of rows in one batch.</param>
internal sealed class DatabaseCopy(SqliteConnection source, PostgreSqlDbContext target, int piece = 5000)
{
    private const string Marker = "CopyUnderWay";

    private readonly JsonColumns _json = JsonColumnsOf(source, target);

    private readonly IReadOnlyList<ITable> _tables = InOrder(target.Model.GetRelationalModel().Tables
        .Where(table => table.Name != nameof(PortalDbContext.DataProtectionKeys)));

    private NpgsqlConnection Connection => (NpgsqlConnection)target.Database.GetDbConnection();

    /// <summary>
    /// Copies what is missing and calls <paramref name="progress"/> after each batch. Until <see cref="EndAsync"/>, another run
    /// may continue.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The source is in use, the target already has accounts, or the numbers of rows differ afterwards.
    /// </exception>
    public async Task RunAsync(Action<CopyProgress> progress, CancellationToken cancellationToken = default)
    {
        var mark = await FingerprintAsync(cancellationToken);
        await using var holding = source.BeginTransaction(deferred: false);
        await target.Database.OpenConnectionAsync(cancellationToken);
        if (!await IsUnderWayAsync(mark, cancellationToken))
        {
            await BeginAnewAsync(mark, cancellationToken);
        }

        foreach (var table in _tables)
        {
            await CopyAsync(table, progress, cancellationToken);
        }

        foreach (var table in _tables)
        {
            await CompareAsync(table, cancellationToken);
        }
    }

    /// <summary>Ends the copy once the keys are there too: from now on, the database has accounts of its own.</summary>
    public Task EndAsync(CancellationToken cancellationToken = default) =>
        target.Database.ExecuteSqlRawAsync($"DROP TABLE \"{Marker}\"", cancellationToken);

    // The state of the file on disk: if it has changed since a run that was interrupted, that run cannot be continued.
    private async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        await using var checkpoint = source.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        if ((long)(await checkpoint.ExecuteScalarAsync(cancellationToken))! != 0)
        {
            throw new InvalidOperationException("The SQLite database is in use. Stop the portal first.");
        }

        var file = new FileInfo(new SqliteConnectionStringBuilder(source.ConnectionString).DataSource);
        return $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}";
    }

    private async Task<bool> IsUnderWayAsync(string mark, CancellationToken cancellationToken)
    {
        var marks = await target.Database.SqlQueryRaw<bool>(
            $"SELECT EXISTS (SELECT FROM pg_tables WHERE tablename = '{Marker}') AS \"Value\"").SingleAsync(cancellationToken);
        if (marks)
        {
            return await target.Database.SqlQueryRaw<string>($"SELECT \"Source\" AS \"Value\" FROM \"{Marker}\"")
                .SingleAsync(cancellationToken) == mark;
        }

        return await target.Users.AnyAsync(cancellationToken)
            ? throw new InvalidOperationException("The PostgreSQL database holds accounts already. Nothing was copied.")
            : false;
    }

    private async Task BeginAnewAsync(string mark, CancellationToken cancellationToken)
    {
        await using var transaction = await target.Database.BeginTransactionAsync(cancellationToken);
        foreach (var table in _tables)
        {
            await ExecuteAsync($"TRUNCATE {Quoted(table.Name)} CASCADE", cancellationToken);
        }

        await ExecuteAsync($"DROP TABLE IF EXISTS {Quoted(Marker)}", cancellationToken);
        await ExecuteAsync($"CREATE TABLE {Quoted(Marker)} (\"Source\" text NOT NULL)", cancellationToken);
        await target.Database.ExecuteSqlAsync($"""INSERT INTO "CopyUnderWay" ("Source") VALUES ({mark})""", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task CopyAsync(ITable table, Action<CopyProgress> progress, CancellationToken cancellationToken)
    {
        var (all, done) = (await SourceCountAsync(table, cancellationToken), await TargetCountAsync(table, cancellationToken));
        var columns = table.Columns.ToList();
        var names = string.Join(", ", columns.Select(column => Quoted(column.Name)));
        var order = string.Join(", ", table.PrimaryKey!.Columns.Select(column => Quoted(column.Name)));
        progress(new(table.Name, done, all));
        while (done < all)
        {
            await using var select = source.CreateCommand();
            select.CommandText = $"SELECT {names} FROM {Quoted(table.Name)} ORDER BY {order} LIMIT {piece} OFFSET {done}";
            await using var rows = await select.ExecuteReaderAsync(cancellationToken);
            await using var writer = await Connection.BeginBinaryImportAsync(
                $"COPY {Quoted(table.Name)} ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                await writer.StartRowAsync(cancellationToken);
                for (var column = 0; column < columns.Count; column++)
                {
                    var (name, type, value) = (columns[column].Name, columns[column].StoreType, rows.GetValue(column));
                    await WriteAsync(
                        writer, type, type == "jsonb" && value is string json ? _json.Translate(table.Name, name, json) : value,
                        cancellationToken);
                }
            }

            done += (long)await writer.CompleteAsync(cancellationToken);
            progress(new(table.Name, done, all));
        }

        foreach (var column in columns.Where(column => column.StoreType is "integer" or "bigint"))
        {
            await ExecuteAsync(
                $"""
                SELECT setval(pg_get_serial_sequence('{Quoted(table.Name)}', '{column.Name}'), max({Quoted(column.Name)}))
                FROM {Quoted(table.Name)} HAVING max({Quoted(column.Name)}) > 0
                """,
                cancellationToken);
        }
    }

    private static JsonColumns JsonColumnsOf(SqliteConnection source, PostgreSqlDbContext target)
    {
        using var db = DesignTimeFactory.Open(source.ConnectionString);
        return new(db.Model, target.Model);
    }

    private async Task CompareAsync(ITable table, CancellationToken cancellationToken)
    {
        var (sent, arrived) = (await SourceCountAsync(table, cancellationToken), await TargetCountAsync(table, cancellationToken));
        if (sent != arrived)
        {
            throw new InvalidOperationException($"{table.Name} has {sent} rows in SQLite and {arrived} in PostgreSQL.");
        }
    }

    // SQLite has only numbers, texts and bytes; PostgreSQL needs each value in the type of its column.
    private static Task WriteAsync(
        NpgsqlBinaryImporter writer, string type, object value, CancellationToken cancellationToken) => (value, type) switch
        {
            (DBNull, _) => writer.WriteNullAsync(cancellationToken),
            (long number, "boolean") => writer.WriteAsync(number != 0, type, cancellationToken),
            (long number, "integer") => writer.WriteAsync(checked((int)number), type, cancellationToken),
            (long number, "smallint") => writer.WriteAsync(checked((short)number), type, cancellationToken),
            (long number, "double precision") => writer.WriteAsync((double)number, type, cancellationToken),
            (string text, "uuid") => writer.WriteAsync(Guid.Parse(text), type, cancellationToken),
            (string text, "timestamp with time zone") => writer.WriteAsync(
                DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
                type, cancellationToken),
            (string text, _) => writer.WriteAsync(StorableText.Of(text), type, cancellationToken),
            (long number, _) => writer.WriteAsync(number, type, cancellationToken),
            (double number, _) => writer.WriteAsync(number, type, cancellationToken),
            (byte[] bytes, _) => writer.WriteAsync(bytes, type, cancellationToken),
            _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot become a {type}."),
        };

    private async Task<long> SourceCountAsync(ITable table, CancellationToken cancellationToken)
    {
        await using var count = source.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM {Quoted(table.Name)}";
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<long> TargetCountAsync(ITable table, CancellationToken cancellationToken)
    {
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {Quoted(table.Name)}", Connection);
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quoted(string name) => $"\"{name}\"";

    /// <summary>Orders the tables so that each comes after those that its rows reference.</summary>
    private static List<ITable> InOrder(IEnumerable<ITable> tables)
    {
        var left = tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        List<ITable> ordered = [];
        while (left.Count > 0)
        {
            var free = left.Where(table => table.ForeignKeyConstraints.All(
                key => key.PrincipalTable == table || ordered.Contains(key.PrincipalTable))).ToList();
            ordered.AddRange(free.Count > 0 ? free : throw new InvalidOperationException("The tables point to each other in a circle."));
            left.RemoveAll(free.Contains);
        }

        return ordered;
    }
}
