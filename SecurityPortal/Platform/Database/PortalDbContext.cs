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
        // For single statements too, so that every writer takes its turn in the same way; see SqliteWriterQueue.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>The data protection keys with PostgreSQL; with SQLite they are files beside the database.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Joins all values of a column into one; for use in queries only.</summary>
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
            // Compared byte by byte, as in SQLite, whatever the server's locale: an index then also serves searches for the
            // beginning of a name. Lengths are checked where text is entered, with a message instead of an error.
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

        // Values stored as text are compared in the same way, whatever type they have in the code.
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
