using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SecurityPortal.Data.PostgreSql;

namespace SecurityPortal.Data;

internal static class DataServices
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var options = DatabaseOptions.Of(builder.Configuration);
        if (options.Kind == DatabaseProvider.PostgreSql)
        {
            builder.AddPostgreSql();
        }
        else
        {
            builder.AddSqlite();
        }

        builder.AddKeyRing(options);
        builder.Services.AddOptions<PortalOptions>().BindConfiguration("Portal")
            .PostConfigure(portal => portal.PublicUrl = portal.PublicUrl is { Length: > 0 } url
                ? url.TrimEnd('/')
                : DevelopmentUrl(builder))
            .Validate(portal => Uri.TryCreate(portal.PublicUrl, UriKind.Absolute, out var url)
                    && url.Scheme is ("http" or "https") && url.AbsolutePath == "/",
                "Portal:PublicUrl must be the origin that people use, such as https://portal.example.com.")
            .Validate(portal => portal.Name.Trim().Length is > 0 and <= 40, "Portal:Name must have 1 to 40 characters.")
            .ValidateOnStart();
        builder.Services.AddSingleton<KeyedHash>();
        builder.Services.AddSingleton<Secrets>();

        builder.Services
            .AddIdentityCore<PortalUser>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

                // What a name and an address may be is held where they come in (Accounts), and an account of another
                // application may have others, or no address. Identity would ask again at every change of anything.
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

    /// <summary>Makes the database ready to be used; in Development it is made and brought up to date by itself.</summary>
    /// <exception cref="InvalidOperationException">The database is not the one that this version needs.</exception>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            await app.Services.MigrateDatabaseAsync();
        }
        else
        {
            await app.Services.RefuseOtherVersionAsync();
        }

        app.Services.LoadKey();
    }

    /// <summary>Reads the key of the keyed hashes; in a new database it is made, and what begins with it.</summary>
    /// <inheritdoc cref="KeyedHash.Load" path="/exception"/>
    public static void LoadKey(this IServiceProvider services) =>
        services.GetRequiredService<KeyedHash>().Load([.. services.GetServices<IKeyBirth>()]);

    // Tried out on a port of one's own, the links should lead there.
    private static string DevelopmentUrl(WebApplicationBuilder builder) => builder.Environment.IsDevelopment()
        ? (builder.Configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/')
        : "";

    private static void AddSqlite(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.GetConnectionString("Portal") ?? "Data Source=App_Data/portal.db";
        var sqlite = new SqliteConnectionStringBuilder(connection);
        sqlite.DataSource = builder.Environment.Rooted(sqlite.DataSource);
        builder.Services.AddPooledDbContextFactory<PortalDbContext>((services, db) => db
            .UseSqlite(sqlite.ConnectionString, options => options.MigrationsHistoryTable(PortalMigrations.History))
            .AddInterceptors([new SqliteSettings(), new WriterQueue(), .. services.GetServices<IInterceptor>()]));
    }
}
