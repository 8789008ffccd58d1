namespace SecurityPortal.TwoFactor;

/// <summary>Keeps enrolments that were begun, and decides by conditional updates which of several goes on.</summary>
internal sealed class PendingEnrolments(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, TimeProvider clock)
{
    private const string SecretKind = "enrolment";
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Begins an enrolment; one for the same method that was begun before is void from here on.</summary>
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

    /// <summary>The enrolment if it is still open and the person's own; else null.</summary>
    public async Task<PendingEnrolment?> FindAsync(Guid id, string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db, id, userId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The enrolment that a token's purpose names, if it is the person's own and still open.</summary>
    public Task<PendingEnrolment?> FindAsync(string purpose, string userId, CancellationToken cancellationToken = default) =>
        EnrolmentPurpose.Id(purpose) is { } id
            ? FindAsync(id, userId, cancellationToken)
            : Task.FromResult<PendingEnrolment?>(null);

    /// <summary>Counts a proof before it is looked at; false when no more are taken.</summary>
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

    /// <summary>Notes what a right proof leaves behind (a spent time step); false when another was first.</summary>
    public async Task<bool> NoteProofAsync(Guid id, string userId, string proof, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Open(db, id, userId).Where(row => row.Proof == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Proof, proof), cancellationToken) == 1;
    }

    /// <summary>Marks an enrolment as proven, for one that has to wait for another; it gets a fresh time to live.</summary>
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
    /// Takes an enrolment out, in the transaction that turns its method on; null when it is void, too old, or taken.
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
