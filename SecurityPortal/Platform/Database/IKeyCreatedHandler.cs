namespace SecurityPortal.Platform.Database;

/// <summary>
/// Runs once in the life of a database, in the transaction that creates its keyed-hash key; other folders register their
/// handlers. What a handler writes under the key proves from then on that the database is not new.
/// </summary>
internal interface IKeyCreatedHandler
{
    void Begin(PortalDbContext db);

    /// <summary>Whether this has already happened: then a database without its key has lost it, and is not new.</summary>
    bool HasBegun(PortalDbContext db);
}
