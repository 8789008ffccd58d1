using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// The database. Tables are declared by the folder they belong to, each in an
/// <see cref="IEntityTypeConfiguration{TEntity}"/>, and reached with <c>db.Set&lt;T&gt;()</c>.
/// </summary>
public class PortalDbContext : IdentityDbContext<PortalUser>, IDataProtectionKeyContext
{
    public PortalDbContext(DbContextOptions<PortalDbContext> options)
        : this((DbContextOptions)options)
    {
    }

    protected PortalDbContext(DbContextOptions options)
        : base(options)
    {
        // A single statement too, so that every writer takes its turn in one way; see SqliteWriterQueue.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>With PostgreSQL the data protection keys; with SQLite they are files beside the database.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>All values of a column in one, for use in queries alone.</summary>
    [DbFunction("string_agg", IsBuiltIn = true)]
    public static string? Joined(string value, string separator) =>
        throw new InvalidOperationException("Only databases can do this.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        base.ConfigureConventions(configuration);
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcMilliseconds>();
        configuration.Properties<DateTime>().HaveConversion<UtcDateTimeMilliseconds>();
        configuration.Conventions.Replace<ForeignKeyIndexConvention>(
            services => new IndexesThatAreNeeded(services.GetRequiredService<ProviderConventionSetBuilderDependencies>()));
        if (Database.IsNpgsql())
        {
            // Compared letter by letter, as in SQLite, whatever language the server was set up for: then an index also
            // serves the beginning of a name. Lengths are held where text comes in, with a sentence and not an error.
            configuration.Properties<string>().HaveColumnType("text").UseCollation("C");
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict();
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);

        if (Database.IsSqlite())
        {
            builder.Ignore<DataProtectionKey>();
        }

        // What is kept as text is compared as text is, whatever type it has in the code.
        if (Database.IsNpgsql())
        {
            foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
                .Where(property => property.ClrType != typeof(string) && property.GetValueConverter()?.ProviderClrType == typeof(string)))
            {
                property.SetColumnType("text");
                property.SetCollation("C");
            }
        }

        // Identity's own times stay as Identity writes them, so that the portal can run on an existing database.
        builder.Entity<PortalUser>().Property(user => user.LockoutEnd).HasConversion((Type?)null);
        builder.Entity<IdentityUserPasskey<string>>().OwnsOne(key => key.Data).Property(data => data.CreatedAt).HasConversion((Type?)null);
    }
}
