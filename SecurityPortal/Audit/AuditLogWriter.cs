namespace SecurityPortal.Audit;

/// <summary>
/// Appends to the log in the transaction of the change that the entry records, so that neither exists without the other.
/// Each entry carries a keyed hash over itself and the previous one (ASVS 16.4.2).
/// </summary>
internal sealed class AuditLogWriter(
    IDbContextFactory<PortalDbContext> factory, AuditLogChain chain, TimeProvider clock)
{
    private static readonly CompiledQuery<Func<PortalDbContext, CancellationToken, Task<AuditLogHead>>> Head = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, CancellationToken _) => db.Set<AuditLogHead>().AsNoTracking().Single()));

    /// <summary>Appends within the caller's transaction.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no open transaction; the event is not in <see cref="AuditEvents"/>; or the entry names a person, who could
    /// not read it.
    /// </exception>
    public async Task AppendAsync(PortalDbContext db, AuditEvent activity, CancellationToken cancellationToken = default)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An entry is appended in the transaction of what it tells of.");
        }

        if (AuditEvents.Find(activity.Event) != activity.Event
            || (activity.Event.Readers == AuditReaders.Leads && activity.UserId.Length > 0))
        {
            throw new InvalidOperationException($"'{activity.Event.Name}' is not in the catalogue, or not about a person.");
        }

        var head = await LockHeadAsync(db, append: 1, cancellationToken);

        // Never reseal a head that somebody else wrote: the next entry would cover up what they did.
        head.Sequence--;
        var isSealed = chain.IsSealed(head);
        head.Sequence++;
        var entry = Entry(activity, head);
        db.Add(entry);
        await db.SaveChangesAsync(cancellationToken);
        head.Hash = entry.Hash;
        await WriteHeadAsync(db, head, isSealed ? chain.Seal(head) : [], cancellationToken);
    }

    /// <summary>Appends an entry in its own transaction, such as a refused password.</summary>
    public async Task AppendAsync(AuditEvent activity, CancellationToken cancellationToken = default)
    {
        await AdvisoryLocks.RetryOnConflictAsync(async () =>
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await AppendAsync(db, activity, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return true;
        });
    }

    /// <summary>
    /// Adds <paramref name="append"/> to the number in the head and returns the head. The update comes first, because it
    /// makes other writers wait and so keeps the chain from forking.
    /// </summary>
    public static async Task<AuditLogHead> LockHeadAsync(
        PortalDbContext db, int append, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "ActivityLogHead" SET "Sequence" = "Sequence" + {append}""", cancellationToken);
        return await Head.For(db)(db, cancellationToken);
    }

    /// <summary>Writes the head back with its new seal.</summary>
    public static Task WriteHeadAsync(
        PortalDbContext db, AuditLogHead head, byte[] seal, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            UPDATE "ActivityLogHead"
            SET "Hash" = {head.Hash}, "CutSequence" = {head.CutSequence}, "CutHash" = {head.CutHash}, "Seal" = {seal}
            """,
            cancellationToken);

    private AuditLogEntry Entry(AuditEvent activity, AuditLogHead head)
    {
        var entry = new AuditLogEntry
        {
            Sequence = head.Sequence,

            // Whole milliseconds, as the database stores them: the hash must be the same when it is verified.
            At = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            UserId = activity.UserId,
            Actor = activity.Actor,
            Event = activity.Event,
            Detail = Cut(activity.Detail, 512),
            Address = activity.Address,
            UserAgent = Cut(activity.UserAgent, 256),
            Hash = [],
        };
        entry.Hash = chain.Of(head.Hash, entry);
        return entry;
    }

    // As the database returns it: the hash must be the same when it is verified.
    private static string Cut(string text, int length) =>
        StorableText.Of(text.Length <= length ? text : text[..length]);
}
