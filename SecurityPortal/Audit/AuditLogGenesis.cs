namespace SecurityPortal.Audit;

/// <summary>
/// Seals the empty log in the transaction that creates the key. From then on, a head without a valid seal means that
/// somebody reset it, and never that the log has only just begun.
/// </summary>
internal sealed class AuditLogGenesis(AuditLogChain chain) : IKeyCreatedHandler
{
    public void Begin(PortalDbContext db)
    {
        var seal = chain.Seal(new() { Id = AuditLogHead.TheOnlyId, Sequence = 0, Hash = [] });

        // Only a head as the first migration created it: any other has a history.
        db.Set<AuditLogHead>().Where(head => head.Sequence == 0 && head.CutSequence == 0)
            .ExecuteUpdate(set => set.SetProperty(head => head.Seal, seal));
    }

    public bool HasBegun(PortalDbContext db) =>
        db.Set<AuditLogEntry>().Any()
        || db.Set<AuditLogHead>().AsNoTracking().FirstOrDefault() is { } head
            && (head.Sequence > 0 || head.CutSequence > 0 || head.Seal.Length > 0);
}
