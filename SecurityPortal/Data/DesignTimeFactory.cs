using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using SecurityPortal.Data.PostgreSql;

namespace SecurityPortal.Data;

/// <summary>
/// Lets <c>dotnet ef</c> build the model without starting the portal: SQLite's, or PostgreSQL's when it is given the
/// argument <c>PostgreSql</c>.
/// </summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => args is [nameof(DatabaseProvider.PostgreSql)]
        ? new(PostgreSqlDesignTimeFactory.Options<PortalDbContext>("Host=design"))
        : Open("Data Source=design.db");

    /// <summary>The database of a portal that is not running.</summary>
    public static PortalDbContext Open(string connection)
    {
        // Identity's part of the model asks the application's services for the version of its tables.
        var services = new ServiceCollection()
            .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider();
        return new(new DbContextOptionsBuilder<PortalDbContext>()
            .UseSqlite(connection)
            .UseApplicationServiceProvider(services)
            .Options);
    }
}
