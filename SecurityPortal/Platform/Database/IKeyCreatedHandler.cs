namespace SecurityPortal.Platform.Database;

/// <summary>
/// Is called once in the life of a database, in the transaction that makes its keyed-hash key; other folders register
/// theirs. What it writes under the key shows from then on that there was a beginning.
/// </summary>
internal interface IKeyCreatedHandler
{
    void Begin(PortalDbContext db);

    /// <summary>Whether there was a beginning already: then a database without its key has lost it, and is not a new one.</summary>
    bool HasBegun(PortalDbContext db);
}
