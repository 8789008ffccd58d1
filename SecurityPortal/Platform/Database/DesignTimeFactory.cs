using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Design;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Lets <c>dotnet ef</c> build the model without starting the portal: SQLite's, or PostgreSQL's when it is given the
/// argument <c>PostgreSql</c>.
/// </summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => args is [nameof(DatabaseProvider.PostgreSql)]
        ? new(Options<PortalDbContext>(db => db.UseNpgsql("Host=design")))
        : Open("Data Source=design.db");

    /// <summary>Opens the SQLite database without the portal's services.</summary>
    public static PortalDbContext Open(string connection) =>
        new(Options<PortalDbContext>(db => db.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(PortalMigrations.History))));

    /// <summary>Returns the options that a context needs to build its model without the portal.</summary>
    public static DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder> use)
        where TContext : DbContext
    {
        // Identity's part of the model asks the application's services for the version of its tables.
        var services = new ServiceCollection()
            .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider();
        var options = new DbContextOptionsBuilder<TContext>();
        use(options.UseApplicationServiceProvider(services));
        return options.Options;
    }
}
