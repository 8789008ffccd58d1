namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Stores the state of a ceremony between challenge and answer, and returns it only once.</summary>
internal sealed class KeyCeremonies(IDbContextFactory<PortalDbContext> factory, Secrets secrets, TimeProvider clock)
{
    /// <summary>How long the person has to touch the key.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private const string SecretKind = "key-ceremony";

    /// <summary>Stores the state of a new ceremony, which voids an older one for the same purpose.</summary>
    public async Task KeepAsync(string purpose, string state, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var kept = secrets.Protect(SecretKind, purpose, state);
        var expires = (clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "KeyCeremonies" ("Purpose", "State", "ExpiresAt") VALUES ({purpose}, {kept}, {expires})
            ON CONFLICT ("Purpose") DO UPDATE SET "State" = excluded."State", "ExpiresAt" = excluded."ExpiresAt"
            """,
            cancellationToken);
    }

    /// <summary>Deletes a ceremony that nobody will answer any more.</summary>
    public async Task DropAsync(string purpose, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Set<KeyCeremony>().Where(ceremony => ceremony.Purpose == purpose).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Removes and returns the state. Only one of several parallel calls gets it; null for the others and once expired.</summary>
    public async Task<string?> TakeAsync(string purpose, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var row = await db.Set<KeyCeremony>().AsNoTracking()
            .FirstOrDefaultAsync(ceremony => ceremony.Purpose == purpose && ceremony.ExpiresAt > now, cancellationToken);
        return row is not null
            && await db.Set<KeyCeremony>()
                .Where(ceremony => ceremony.Purpose == purpose && ceremony.State == row.State)
                .ExecuteDeleteAsync(cancellationToken) == 1
            ? secrets.Unprotect(SecretKind, purpose, row.State)
            : null;
    }
}
