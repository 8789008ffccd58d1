using Microsoft.EntityFrameworkCore;
using SecurityPortal.Platform.Database;
using SecurityPortal.Tests.Fixtures;

namespace SecurityPortal.Tests.Platform.Database;

/// <summary>A writer that gets no transaction keeps nobody else from writing to SQLite.</summary>
public sealed class SqliteWriterQueueTests : IAsyncDisposable
{
    // Shorter than a writer waits for its turn before it gives up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Portal _portal = new() { HasPostgreSql = false };

    private IDbContextFactory<PortalDbContext> Factory => _portal.Get<IDbContextFactory<PortalDbContext>>();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task After_a_writer_that_left_the_queue_its_context_gives_its_next_turn_back_again()
    {
        var left = await LeaveTheQueueAsync();

        // The pool hands its contexts out in turn, so this one comes back.
        var again = await Factory.CreateDbContextAsync();
        while (!ReferenceEquals(again, left))
        {
            await again.DisposeAsync();
            again = await Factory.CreateDbContextAsync();
        }

        await using (again)
        {
            await (await again.Database.BeginTransactionAsync()).DisposeAsync();

            await AssertNextWritesAsync();
        }
    }

    [Fact]
    public async Task A_transaction_that_cannot_begin_gives_its_turn_back()
    {
        await using var db = await Factory.CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using (await db.Database.GetDbConnection().BeginTransactionAsync())
        {
            // The connection has a transaction that EF does not know of.
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.Database.BeginTransactionAsync());
        }

        await AssertNextWritesAsync();
    }

    // Waits behind another writer until the request is aborted; returns the context, which is back in the pool.
    private async Task<PortalDbContext> LeaveTheQueueAsync()
    {
        await using var writing = await Factory.CreateDbContextAsync();
        await using var transaction = await writing.Database.BeginTransactionAsync();
        using var aborted = new CancellationTokenSource();
        var waiting = await Factory.CreateDbContextAsync();
        await using (waiting)
        {
            var turn = waiting.Database.BeginTransactionAsync(aborted.Token);
            await aborted.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
        }

        return waiting;
    }

    private async Task AssertNextWritesAsync()
    {
        await using var next = await Factory.CreateDbContextAsync();
        await using var transaction = await next.Database.BeginTransactionAsync().WaitAsync(Patience);
        await transaction.CommitAsync();
    }
}
