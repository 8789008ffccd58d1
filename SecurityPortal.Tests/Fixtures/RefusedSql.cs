using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace SecurityPortal.Tests.Fixtures;

/// <summary>
/// Records every statement that the database could not understand. A library may swallow such an error and retry a
/// thousand times, and only the database notices.
/// </summary>
internal sealed class RefusedSql : DbCommandInterceptor
{
    // Undefined or ambiguous functions, mismatched or indeterminate types, syntax errors (PostgreSQL, Appendix A).
    private static readonly string[] States = ["42883", "42804", "42601", "42725", "42P18"];

    private readonly ConcurrentDictionary<string, string> _refused = new();

    public void AssertNone() => Assert.True(_refused.IsEmpty, string.Join(Environment.NewLine, _refused.Select(one => $"{one.Value}: {one.Key}")));

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData)
    {
        if (eventData.Exception is PostgresException { SqlState: { } state } && States.Contains(state)
            || eventData.Exception is SqliteException { SqliteErrorCode: 1 } sqlite
                && (sqlite.Message.Contains("no such function", StringComparison.Ordinal) || sqlite.Message.Contains("syntax", StringComparison.Ordinal)))
        {
            _refused[command.CommandText] = eventData.Exception.Message;
        }
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        CommandFailed(command, eventData);
        return Task.CompletedTask;
    }
}
