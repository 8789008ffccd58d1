using Microsoft.EntityFrameworkCore.Storage;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// One change to one person: everything written through <see cref="Db"/> commits together or not at all, and two
/// changes to the same person never interleave.
/// </summary>
internal sealed class PersonTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly List<Action> _afterCommit = [];

    private PersonTransaction(PortalDbContext db, IDbContextTransaction transaction, string userId)
    {
        Db = db;
        _transaction = transaction;
        UserId = userId;
    }

    public PortalDbContext Db { get; }

    public string UserId { get; }

    /// <summary>Opens the transaction and waits until no other change to this person is in progress.</summary>
    public static async Task<PersonTransaction> BeginAsync(
        IDbContextFactory<PortalDbContext> factory, string userId, CancellationToken cancellationToken = default)
    {
        var db = await factory.CreateDbContextAsync(cancellationToken);
        try
        {
            var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await LockAsync(db, userId, cancellationToken);
            return new PersonTransaction(db, transaction, userId);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Registers an action that runs once the change is durable, such as notifying open pages and workers. It never runs after
    /// a rollback.
    /// </summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await Db.SaveChangesAsync(cancellationToken);
        await _transaction.CommitAsync(cancellationToken);
        foreach (var action in _afterCommit)
        {
            action();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }

    private static async Task LockAsync(PortalDbContext db, string userId, CancellationToken cancellationToken)
    {
        var locked = await db.Database.ExecuteSqlAsync(
            $"""UPDATE "People" SET "Version" = "Version" + 1 WHERE "UserId" = {userId}""", cancellationToken);
        if (locked == 0)
        {
            // A person from an existing Identity database has no row of ours yet.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "People" ("UserId", "Version") VALUES ({userId}, 1)
                ON CONFLICT ("UserId") DO UPDATE SET "Version" = "People"."Version" + 1
                """,
                cancellationToken);
        }
    }
}
