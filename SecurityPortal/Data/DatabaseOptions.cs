namespace SecurityPortal.Data;

internal sealed class DatabaseOptions
{
    /// <summary>
    /// <c>Sqlite</c>, the default, which needs no set-up; or <c>PostgreSQL</c>, for a portal of several nodes.
    /// </summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>The folder of the data protection key ring, which a copy of the database must not include.</summary>
    public string KeyRing { get; set; } = "App_Data/keys";
}

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
