using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SecurityPortal.Platform.Database.PostgreSql;

namespace SecurityPortal.Platform.Database;

internal static class DatabaseServices
{
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var options = DatabaseOptions.Of(builder.Configuration);
        if (DatabaseOptions.Find(options.Provider) is null)
        {
            builder.Refuse($"Database:Provider is '{options.Provider}'. This version knows 'Sqlite' and 'PostgreSQL'.");
        }

        builder.Services.AddSettings<DatabaseOptions>("Database");
        if (options.Kind == DatabaseProvider.PostgreSql)
        {
            builder.AddPostgreSql();
        }
        else
        {
            builder.AddSqlite();
        }

        builder.AddKeyRing(options);
        builder.Services.AddSettings<PortalOptions>("Portal")
            .PostConfigure(portal => portal.PublicUrl = portal.PublicUrl is { Length: > 0 } url
                ? url.TrimEnd('/')
                : DevelopmentUrl(builder))
            .Validate(portal => Uri.TryCreate(portal.PublicUrl, UriKind.Absolute, out var url)
                    && url.Scheme is ("http" or "https") && url.AbsolutePath == "/",
                "Portal:PublicUrl must be the origin that people use, such as https://portal.example.com.")
            .Validate(portal => builder.Environment.IsDevelopment() || !portal.PublicUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase),
                "Portal:PublicUrl must begin with https:// outside Development: links, cookies and security keys depend on it.")
            .Validate(portal => !portal.Name.Contains(':', StringComparison.Ordinal),
                "Portal:Name must not contain a colon: authenticator apps split the account name there.")
            .Validate(portal => portal.Name.Trim().Length is > 0 and <= 40, "Portal:Name must have 1 to 40 characters.")
            .ValidateOnStart();
        builder.Services.AddSingleton<KeyedHash>();
        builder.Services.AddSingleton<Secrets>();
        builder.Services.AddHostedService<PortalLockHolder>();

        builder.Services
            .AddIdentityCore<PortalUser>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

                // Accounts checks names and addresses when they are entered. An account from another application may have
                // others, or no address, and Identity would check them again at every change.
                identity.User.AllowedUserNameCharacters = "";
                identity.User.RequireUniqueEmail = false;
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequiredUniqueChars = 1;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDbContext>();
    }

    /// <summary>
    /// Prepares the database. In Development this creates it or brings it up to date; elsewhere <see cref="StartCheck"/> has
    /// checked it.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            await app.Services.MigrateDatabaseAsync();
        }

        await app.Services.RefuseOtherKeyRingAsync();
        app.Services.LoadKey();
    }

    /// <summary>
    /// Loads the key of the keyed hashes. In a new database it creates the key, and runs the handlers that start with it.
    /// </summary>
    /// <inheritdoc cref="KeyedHash.Load" path="/exception"/>
    public static void LoadKey(this IServiceProvider services) =>
        services.GetRequiredService<KeyedHash>().Load([.. services.GetServices<IKeyCreatedHandler>()]);

    // In Development the links should work on whatever port the portal uses.
    private static string DevelopmentUrl(WebApplicationBuilder builder) => builder.Environment.IsDevelopment()
        ? builder.Configuration.LocalUrl()
        : "";

    /// <exception cref="InvalidOperationException">
    /// The connection string cannot be read, or is missing outside Development, where no file may be created by default.
    /// </exception>
    private static SqliteConnectionStringBuilder SqliteConnectionString(WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.GetConnectionString("Portal");
        if (string.IsNullOrEmpty(connection) && !builder.Environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Portal must name the database: 'Data Source=/var/lib/security-portal/portal.db' for SQLite; or with Database:Provider=PostgreSQL 'Host=db.example.com;Database=portal;Username=portal;Password=…'.");
        }

        try
        {
            var sqlite = new SqliteConnectionStringBuilder(string.IsNullOrEmpty(connection) ? "Data Source=App_Data/portal.db" : connection);
            return sqlite.DataSource.Length > 0 ? sqlite : throw new ArgumentException("it names no file, as 'Data Source=…'.");
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"ConnectionStrings:Portal cannot be read: {exception.Message}", exception);
        }
    }

    private static void AddSqlite(this WebApplicationBuilder builder)
    {
        var sqlite = builder.Try(() => SqliteConnectionString(builder), new("Data Source=:memory:"));
        sqlite.DataSource = builder.Environment.Rooted(sqlite.DataSource);
        builder.Services.AddPooledDbContextFactory<PortalDbContext>((services, db) => db
            .UseSqlite(sqlite.ConnectionString, options => options.MigrationsHistoryTable(PortalMigrations.History))
            .AddInterceptors([new SqliteSettings(), new SqliteWriterQueue(), .. services.GetServices<IInterceptor>()]));
    }
}
