namespace SecurityPortal.Platform.Database;

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
