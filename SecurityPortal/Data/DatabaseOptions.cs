namespace SecurityPortal.Data;

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
    /// The file of the certificate under which the ring is kept in PostgreSQL, with its RSA key: <c>.pfx</c>, or PEM.
    /// Without it a copy of the database would open everything in it, so Production refuses to start without.
    /// </summary>
    public string? KeyCertificate { get; set; }

    /// <summary>The password of a <c>.pfx</c>.</summary>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>Files of the certificates before it, which keys that were kept under them still need.</summary>
    public string[] EarlierKeyCertificates { get; set; } = [];

    /// <exception cref="InvalidOperationException">The provider is none of those that this version knows.</exception>
    public static DatabaseOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        _ = options.Kind;
        return options;
    }

    /// <summary>The provider that the setting names.</summary>
    public DatabaseProvider Kind =>
        Enum.TryParse<DatabaseProvider>(Provider, ignoreCase: true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new InvalidOperationException(
                $"Database:Provider is '{Provider}'. This version knows 'Sqlite' and 'PostgreSQL'.");
}

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
