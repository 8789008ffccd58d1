namespace SecurityPortal.Platform.Database;

/// <summary>Configuration section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>
    /// <c>Sqlite</c>, the default, which needs no set-up; or <c>PostgreSQL</c>, for a portal of several nodes.
    /// </summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>
    /// With SQLite the folder of the data protection key ring, which a copy of the database must not include. With
    /// PostgreSQL the ring is in the database, so that all nodes have it.
    /// </summary>
    public string KeyRing { get; set; } = "App_Data/keys";

    /// <summary>
    /// The file of the certificate under which the ring is kept, with its RSA key: <c>.pfx</c>, or PEM. Without it a copy of
    /// database and ring would open everything in it, so Production refuses to start without.
    /// </summary>
    public string? KeyCertificate { get; set; }

    /// <summary>The password of a <c>.pfx</c>.</summary>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>Files of the certificates before it, which keys that were kept under them still need.</summary>
    public string[] EarlierKeyCertificates { get; set; } = [];

    /// <summary>As configured, whether or not that is right.</summary>
    public static DatabaseOptions Of(IConfiguration configuration) =>
        configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();

    /// <summary>The provider that the setting names; SQLite where it names none, for which the portal does not start.</summary>
    public DatabaseProvider Kind => Find(Provider) ?? DatabaseProvider.Sqlite;

    /// <summary>Null when there is no provider of this name.</summary>
    public static DatabaseProvider? Find(string name) =>
        Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider : null;
}

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
