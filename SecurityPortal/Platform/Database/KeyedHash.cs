using Microsoft.AspNetCore.DataProtection;
using SecurityPortal.Platform.Database.FromIdentity;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// HMAC-SHA256 with a key that a copy of the database does not give away. For values that are looked up or compared but never
/// read again: codes, phone numbers.
/// </summary>
internal sealed class KeyedHash(IDbContextFactory<PortalDbContext> factory, IDataProtectionProvider protection)
{
    private const string KeyName = "keyed-hash";
    private const int KeyLength = 32;
    private const string IssuedName = "issued";
    private byte[]? _key;
    private byte[]? _issued;

    /// <summary>
    /// Loads the key, and creates it the first time. This happens at start, not at first use, which may be inside a
    /// transaction: SQLite has one writer.
    /// </summary>
    /// <param name="handlers">The work that belongs to creating the key, in the same transaction.</param>
    /// <exception cref="InvalidOperationException">
    /// The key is missing from a database that is in use. A new one would hide that, and would match no hash made with the old
    /// one.
    /// </exception>
    public void Load(IReadOnlyCollection<IKeyCreatedHandler> handlers)
    {
        var protector = Protector(KeyName);
        using var db = factory.CreateDbContext();
        if (db.Set<SealedKey>().AsNoTracking().SingleOrDefault(key => key.Name == KeyName) is { } kept)
        {
            _key = protector.Unprotect(kept.Ciphertext);
            _issued = LoadIssued(db);
            return;
        }

        if (HasLived(db) || handlers.Any(handler => handler.HasBegun(db)))
        {
            throw new InvalidOperationException(
                "The row 'keyed-hash' of the table SealedKeys is missing. Restore it from a backup of this database.");
        }

        using var transaction = db.Database.BeginTransaction();
        var fresh = protector.Protect(RandomNumberGenerator.GetBytes(KeyLength));

        // Two nodes that start at the same time agree on the row that was inserted first.
        var made = db.Database.ExecuteSql(
            $"""INSERT INTO "SealedKeys" ("Name", "Ciphertext") VALUES ({KeyName}, {fresh}) ON CONFLICT DO NOTHING""");
        _key = protector.Unprotect(db.Set<SealedKey>().AsNoTracking().Single(key => key.Name == KeyName).Ciphertext);
        if (made == 1)
        {
            foreach (var handler in handlers)
            {
                handler.Begin(db);
            }
        }

        transaction.Commit();
        _issued = LoadIssued(db);
    }

    // Accounts that are older than the portal do not count: they belong to an application whose database it shares.
    private static bool HasLived(PortalDbContext db) =>
        db.Set<Person>().Any() || (db.Users.Any() && !db.Set<IdentityImport>().Any());

    /// <summary>Returns the hash of the parts, each preceded by its length, so that no two lists of parts collide.</summary>
    public byte[] Of(params ReadOnlySpan<string> parts) => Of(_key, parts);

    /// <summary>
    /// The same for what the portal issues and gets back later: sessions, links, codes, passes. Its key is replaced after the
    /// database was restored from a backup, so that nothing issued before works any more.
    /// </summary>
    public byte[] OfIssued(params ReadOnlySpan<string> parts) => Of(_issued, parts);

    /// <summary>
    /// Replaces the key of <see cref="OfIssued"/> in the caller's transaction. The returned action puts the new key to use.
    /// </summary>
    public async Task<Action> RenewIssuedAsync(PortalDbContext db, CancellationToken cancellationToken = default)
    {
        var fresh = RandomNumberGenerator.GetBytes(KeyLength);
        var ciphertext = Protector(IssuedName).Protect(fresh);
        await db.Set<SealedKey>().Where(key => key.Name == IssuedName)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.Ciphertext, ciphertext), cancellationToken);
        return () => _issued = fresh;
    }

    // If its row is missing, a new key voids everything that was issued, as a restore does.
    private byte[] LoadIssued(PortalDbContext db)
    {
        var (protector, issued) = (Protector(IssuedName), db.Set<SealedKey>().AsNoTracking().Where(key => key.Name == IssuedName));
        if (issued.SingleOrDefault() is not { } kept)
        {
            var fresh = protector.Protect(RandomNumberGenerator.GetBytes(KeyLength));
            db.Database.ExecuteSql(
                $"""INSERT INTO "SealedKeys" ("Name", "Ciphertext") VALUES ({IssuedName}, {fresh}) ON CONFLICT DO NOTHING""");
            kept = issued.Single();
        }

        return protector.Unprotect(kept.Ciphertext);
    }

    private IDataProtector Protector(string name) => protection.CreateProtector("SecurityPortal.SealedKeys", name);

    private static byte[] Of(byte[]? key, ReadOnlySpan<string> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256, key ?? throw new InvalidOperationException("The key was not loaded at start."));
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hmac.AppendData(BitConverter.GetBytes(bytes.Length));
            hmac.AppendData(bytes);
        }

        return hmac.GetHashAndReset();
    }
}
