using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Queues this process's writers to one SQLite database. SQLite has one writer at a time, and waiting inside SQLite blocks a
/// thread and is unfair: twenty concurrent writers starved the thread pool and each other. SQLite itself still waits for
/// writers of other processes (<see cref="SqliteSettings"/>).
/// </summary>
internal sealed class SqliteWriterQueue : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    /// <summary>How long a writer waits for its turn before it gives up: then something holds the queue and does not let go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConditionalWeakTable<DbContext, Turn> _turns = [];

    private enum Kind
    {
        Transaction,
        Command,
    }

    // EF opens the connection before this. If it then gets no transaction, it counts the connection as open for ever, and a
    // later transaction of the same pooled context that is only disposed would close nothing and keep its turn. So the
    // transaction begins here, and whatever fails gives back both the turn and the opening.
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        try
        {
            await EnterAsync(eventData.Context, Kind.Transaction, cancellationToken);
            return InterceptionResult<DbTransaction>.SuppressWithResult(
                await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch
        {
            Leave(eventData.Context);
            if (eventData.Context is { } context)
            {
                await context.Database.CloseConnectionAsync();
            }

            throw;
        }
    }

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        try
        {
            Enter(eventData.Context, Kind.Transaction);
            return InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(eventData.IsolationLevel));
        }
        catch
        {
            Leave(eventData.Context);
            eventData.Context?.Database.CloseConnection();
            throw;
        }
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        LeaveAsync(eventData.Context);

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context);

    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        LeaveAsync(eventData.Context);

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData.Context);

    // A transaction that is only disposed raises no event of its own, but closes its connection.
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(eventData.Context);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => LeaveAsync(eventData.Context);

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        if (WritesByItself(command, eventData))
        {
            await EnterAsync(eventData.Context, Kind.Command, cancellationToken);
        }

        return result;
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (WritesByItself(command, eventData))
        {
            Enter(eventData.Context, Kind.Command);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context, Kind.Command);
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Leave(eventData.Context, Kind.Command);
        return result;
    }

    public override Task CommandFailedAsync(
        DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context, Kind.Command);
        return Task.CompletedTask;
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) =>
        Leave(eventData.Context, Kind.Command);

    public override Task CommandCanceledAsync(
        DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context, Kind.Command);
        return Task.CompletedTask;
    }

    public override void CommandCanceled(DbCommand command, CommandEndEventData eventData) =>
        Leave(eventData.Context, Kind.Command);

    private static bool WritesByItself(DbCommand command, CommandEventData eventData) =>
        command.Transaction is null
        && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    private async Task EnterAsync(DbContext? context, Kind kind, CancellationToken cancellationToken)
    {
        if (context is null || _turns.TryGetValue(context, out _))
        {
            return;
        }

        if (!await _turn.WaitAsync(Patience, cancellationToken))
        {
            throw NoTurn();
        }

        _turns.Add(context, new(kind));
    }

    private void Enter(DbContext? context, Kind kind)
    {
        if (context is null || _turns.TryGetValue(context, out _))
        {
            return;
        }

        if (!_turn.Wait(Patience))
        {
            throw NoTurn();
        }

        _turns.Add(context, new(kind));
    }

    private static TimeoutException NoTurn() => new($"No turn to write to the database in {Patience}.");

    private Task LeaveAsync(DbContext? context)
    {
        Leave(context);
        return Task.CompletedTask;
    }

    private void Leave(DbContext? context, Kind? only = null)
    {
        if (context is not null
            && _turns.TryGetValue(context, out var turn)
            && (only is null || turn.Kind == only)
            && _turns.Remove(context))
        {
            _turn.Release();
        }
    }

    private sealed record Turn(Kind Kind);
}
