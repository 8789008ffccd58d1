namespace SecurityPortal.Platform.Database.PostgreSql;

/// <summary>
/// The same database under a type of its own, by which EF Core tells PostgreSQL's migrations from SQLite's. Only migrations,
/// version checks and the copy from SQLite use it; everything else uses <see cref="PortalDbContext"/>.
/// </summary>
public sealed class PostgreSqlDbContext(DbContextOptions<PostgreSqlDbContext> options) : PortalDbContext(options);
