using Microsoft.EntityFrameworkCore.Design;

namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> build PostgreSQL's model, and the portal use it to migrate.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlDbContext>
{
    public PostgreSqlDbContext CreateDbContext(string[] args) => Open("Host=design");

    /// <summary>Opens the PostgreSQL database without the portal's services.</summary>
    public static PostgreSqlDbContext Open(string connection) =>
        new(DesignTimeFactory.Options<PostgreSqlDbContext>(db => db.UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable(PortalMigrations.History))));
}
