using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SecurityPortal.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the portal.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => Open("Data Source=design.db");

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
