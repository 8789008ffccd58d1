using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>
/// Creates the portal's tables in the database of an application that uses ASP.NET Core Identity, beside that application's
/// own. Docs/Decisions/24.
/// </summary>
internal static class ImportedSchema
{
    /// <summary>Creates all tables or none. Does nothing when they exist.</summary>
    /// <exception cref="InvalidOperationException">
    /// The portal cannot run on this database. The message lists every reason, and what to do.
    /// </exception>
    public static async Task MakeTablesBesideIdentityAsync(
        this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var db = await PortalMigrations.OpenDesignAsync(services, cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            throw new InvalidOperationException("There is no database where ConnectionStrings:Portal says.");
        }

        if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Any())
        {
            return;
        }

        var existing = await ExistingSchema.ReadAsync(db, cancellationToken);
        var migrations = Migrations(db);
        List<CreateTableOperation> tables = [.. migrations.SelectMany(migration => migration.Operations).OfType<CreateTableOperation>()];
        List<AlterColumnOperation> changes = db.Database.IsSqlite() ? [] : [.. ComparedByLetter(tables, existing)];
        List<string> faults =
        [
            .. SchemaConflicts.Of(tables, existing, db.Database.IsSqlite()),
            .. changes.Count > 0
                ? await ReadingViews.FaultsAsync(db, [.. changes.Select(change => (change.Table, change.Name))], cancellationToken)
                : [],
            .. HasNames(existing) ? await SharedNames.FaultsAsync(db, cancellationToken) : [],
        ];
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                $"The portal cannot run on this database as it is:\n- {string.Join("\n- ", faults)}\nNothing was changed.");
        }

        try
        {
            await MakeAsync(db, migrations, existing, changes, services.GetService<TimeProvider>() ?? TimeProvider.System, cancellationToken);
        }
        catch (DbException refusal)
        {
            // Something that the checks above do not cover, such as a policy or a trigger that names a column. The transaction
            // is rolled back.
            var reason = refusal is PostgresException postgres ? postgres.MessageText : refusal.Message;
            throw new InvalidOperationException(
                $"The portal's tables could not be made here. The database says: {reason}\nNothing was changed.", refusal);
        }
    }

    private static async Task MakeAsync(
        PortalDbContext db, List<(string Id, IReadOnlyList<MigrationOperation> Operations)> migrations, ExistingSchema existing,
        List<AlterColumnOperation> changes, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await RunAsync(db, changes, cancellationToken);
        var history = db.GetService<IHistoryRepository>();
        await db.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), cancellationToken);
        foreach (var (id, operations) in migrations)
        {
            await RunAsync(db, [.. operations.Where(operation => !IsThere(operation, existing))], cancellationToken);
            await db.Database.ExecuteSqlRawAsync(
                history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())), cancellationToken);
        }

        db.Add(new IdentityImport { Id = IdentityImport.TheOnlyId, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static List<(string Id, IReadOnlyList<MigrationOperation> Operations)> Migrations(PortalDbContext db)
    {
        var assembly = db.GetService<IMigrationsAssembly>();
        return
        [
            .. assembly.Migrations.Select(migration =>
                (migration.Key, assembly.CreateMigration(migration.Value, db.Database.ProviderName!).UpOperations)),
        ];
    }

    private static bool IsThere(MigrationOperation operation, ExistingSchema existing) => operation switch
    {
        CreateTableOperation table => existing.HasTable(table.Name),
        CreateIndexOperation index => existing.HasTable(index.Table) && existing.HasIndex(index.Name),
        _ => false,
    };

    private static async Task RunAsync(
        PortalDbContext db, IReadOnlyList<MigrationOperation> operations, CancellationToken cancellationToken)
    {
        var commands = db.GetService<IMigrationsSqlGenerator>().Generate(operations, db.GetService<IDesignTimeModel>().Model);
        foreach (var command in commands)
        {
            await command.ExecuteNonQueryAsync(db.GetService<IRelationalConnection>(), cancellationToken: cancellationToken);
        }
    }

    private static bool HasNames(ExistingSchema existing) =>
        new[] { nameof(PortalUser.UserName), nameof(PortalUser.NormalizedUserName), nameof(PortalUser.Email), nameof(PortalUser.NormalizedEmail) }
            .All(column => existing.FindColumn(SchemaConflicts.Users, column) is not null);

    // As in PortalDbContext.ConfigureConventions: an index in one collation serves neither a foreign key in another nor a
    // search for the beginning of a name.
    private static IEnumerable<AlterColumnOperation> ComparedByLetter(
        IEnumerable<CreateTableOperation> tables, ExistingSchema existing) =>
        from table in tables
        from column in table.Columns
        where column.ClrType == typeof(string) && column.ColumnType == "text"
            && existing.FindColumn(table.Name, column.Name) is { } found
            && (found.Type, found.Collation) != (column.ColumnType, column.Collation)
        select new AlterColumnOperation
        {
            Table = table.Name,
            Name = column.Name,
            ClrType = column.ClrType,
            ColumnType = column.ColumnType,
            Collation = column.Collation,
            IsNullable = column.IsNullable,
            OldColumn = new AddColumnOperation { ClrType = column.ClrType, ColumnType = column.ColumnType, IsNullable = column.IsNullable },
        };
}
