namespace SecurityPortal.TwoFactor;

/// <summary>Stores enrolments in progress, and decides by conditional updates which of several parallel requests succeeds.</summary>
internal sealed class PendingEnrolments(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, TimeProvider clock)
{
    private const string SecretKind = "enrolment";
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Begins an enrolment, which voids an earlier one for the same method.</summary>
    public async Task<Guid> BeginAsync(
        string userId, Guid sessionId, string method, string payload, Guid? completes, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        var id = Guid.NewGuid();
        await transaction.Db.Set<PendingEnrolment>()
            .Where(row => row.UserId == userId && row.Method == method).ExecuteDeleteAsync(cancellationToken);
        transaction.Db.Add(new PendingEnrolment
        {
            Id = id,
            UserId = userId,
            SessionId = sessionId,
            Method = method,
            Payload = secrets.Protect(SecretKind, Owner(userId, method), payload),
            Completes = completes,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
        });
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Returns the enrolment if it is still open and belongs to the person; otherwise null.</summary>
    public async Task<PendingEnrolment?> FindAsync(Guid id, string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db, id, userId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Returns the enrolment that a token's purpose names, if it is still open and belongs to the person.</summary>
    public Task<PendingEnrolment?> FindAsync(string purpose, string userId, CancellationToken cancellationToken = default) =>
        EnrolmentPurpose.Id(purpose) is { } id
            ? FindAsync(id, userId, cancellationToken)
            : Task.FromResult<PendingEnrolment?>(null);

    /// <summary>Counts a proof before it is checked; false when no more are accepted.</summary>
    public async Task<bool> ReserveAttemptAsync(Guid id, string userId, string? name, CancellationToken cancellationToken)
    {
        var kept = name is null ? null : ItemName.Of(name, fallback: "");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db, id, userId).Where(row => row.Attempts < MaxAttempts && row.ProvenAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.Name, kept),
                cancellationToken) == 1;
    }

    /// <summary>Records what a valid proof leaves behind (such as a used time step); false when another proof was first.</summary>
    public async Task<bool> NoteProofAsync(Guid id, string userId, string proof, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db, id, userId).Where(row => row.Proof == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Proof, proof), cancellationToken) == 1;
    }

    /// <summary>Marks an enrolment that has to wait for another as proven, and extends its lifetime.</summary>
    public async Task<bool> MarkProvenAsync(Guid id, string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var expires = now + Lifetime;
        return await Open(db, id, userId).Where(row => row.ProvenAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.ProvenAt, now)
                .SetProperty(row => row.ExpiresAt, expires),
            cancellationToken) == 1;
    }

    /// <summary>
    /// Removes and returns an enrolment, in the transaction that turns its method on; null when it is void, expired or taken.
    /// </summary>
    public async Task<(PendingEnrolment Row, ProvenEnrolment Setup)?> TakeAsync(
        PersonTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var row = await Open(transaction.Db, id, transaction.UserId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        if (row is null
            || await Open(transaction.Db, id, transaction.UserId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return null;
        }

        return (row, new ProvenEnrolment(Payload(row), row.Proof, row.Name));
    }

    public string Payload(PendingEnrolment row) =>
        secrets.Unprotect(SecretKind, Owner(row.UserId, row.Method), row.Payload);

    private IQueryable<PendingEnrolment> Open(PortalDbContext db, Guid id, string userId)
    {
        var now = clock.GetUtcNow();
        return db.Set<PendingEnrolment>().Where(row => row.Id == id && row.UserId == userId && row.ExpiresAt > now);
    }

    private static string Owner(string userId, string method) => $"{userId}/{method}";
}
