using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SecurityPortal.Data.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> build PostgreSQL's model, and the portal migrate by it.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlDbContext>
{
    public PostgreSqlDbContext CreateDbContext(string[] args) => Open("Host=design");

    /// <summary>The database of a portal that is not running.</summary>
    public static PostgreSqlDbContext Open(string connection) => new(Options<PostgreSqlDbContext>(connection));

    /// <summary>What a context needs to build PostgreSQL's model by itself.</summary>
    public static DbContextOptions<TContext> Options<TContext>(string connection)
        where TContext : DbContext
    {
        // Identity's part of the model asks the application's services for the version of its tables.
        var services = new ServiceCollection()
            .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider();
        return new DbContextOptionsBuilder<TContext>()
            .UseNpgsql(connection)
            .UseApplicationServiceProvider(services)
            .Options;
    }
}
