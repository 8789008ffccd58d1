namespace SecurityPortal.Platform.Database;

/// <summary>Configuration section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The database. PostgreSQL serves several nodes.</summary>
    /// <value>Sqlite, PostgreSQL</value>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>
    /// With SQLite, the folder of the data protection keys; a copy of the database must not include it. With PostgreSQL the
    /// keys are in the database.
    /// </summary>
    public string KeyRing { get; set; } = "App_Data/keys";

    /// <summary>
    /// The path of the certificate that encrypts the data protection keys, with its RSA key: .pfx or PEM. Production does
    /// not start without one.
    /// </summary>
    /// <default>none</default>
    public string? KeyCertificate { get; set; }

    /// <summary>The password of a .pfx.</summary>
    /// <default>none</default>
    public string? KeyCertificatePassword { get; set; }

    /// <summary>Paths of earlier certificates, which keys that they encrypted still need.</summary>
    /// <default>none</default>
    public string[] EarlierKeyCertificates { get; set; } = [];

    /// <summary>Reads the options as configured, valid or not.</summary>
    public static DatabaseOptions Of(IConfiguration configuration) =>
        configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();

    /// <summary>The provider that the setting names; SQLite if the name is unknown, in which case the portal does not start.</summary>
    public DatabaseProvider Kind => Find(Provider) ?? DatabaseProvider.Sqlite;

    /// <summary>Returns the provider of this name; null when there is none.</summary>
    public static DatabaseProvider? Find(string name) =>
        Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider : null;
}
