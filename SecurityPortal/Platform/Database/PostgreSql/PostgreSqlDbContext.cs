namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>
/// The same database under a name of its own, by which EF Core tells PostgreSQL's migrations from SQLite's. Only what
/// migrates and asks for the version uses it; everything else uses <see cref="PortalDbContext"/>.
/// </summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : PortalDbContext(options);
