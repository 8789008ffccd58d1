using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data.FromIdentity;

namespace SecurityPortal.Data;

/// <summary>
/// HMAC-SHA256 under a key that a copy of the database does not give away. For values that are looked up or
/// compared but never read again: codes, phone numbers.
/// </summary>
internal sealed class KeyedHash(IDbContextFactory<PortalDbContext> factory, IDataProtectionProvider protection)
{
    private const string KeyName = "keyed-hash";
    private byte[]? _key;

    /// <summary>
    /// Reads the key, and makes it the first time. At start, not at first use: that may be inside a transaction,
    /// and SQLite has one writer.
    /// </summary>
    /// <param name="births">What begins with the key, and with it or not at all.</param>
    /// <exception cref="InvalidOperationException">
    /// The key is gone from a database that is in use. A new one would hide that, and would open none of what the old one closed.
    /// </exception>
    public void Load(IReadOnlyCollection<IKeyBirth> births)
    {
        var protector = protection.CreateProtector("SecurityPortal.SealedKeys", KeyName);
        using var db = factory.CreateDbContext();
        if (db.Set<SealedKey>().AsNoTracking().SingleOrDefault(key => key.Name == KeyName) is { } kept)
        {
            _key = protector.Unprotect(kept.Ciphertext);
            return;
        }

        if (HasLived(db) || births.Any(birth => birth.HasBegun(db)))
        {
            throw new InvalidOperationException(
                "The row 'keyed-hash' of the table SealedKeys is missing. Put it back from a backup of this database.");
        }

        using var transaction = db.Database.BeginTransaction();
        var fresh = protector.Protect(RandomNumberGenerator.GetBytes(32));

        // Two nodes that start at once agree on whichever row was there first.
        var made = db.Database.ExecuteSql(
            $"""INSERT INTO "SealedKeys" ("Name", "Ciphertext") VALUES ({KeyName}, {fresh}) ON CONFLICT DO NOTHING""");
        _key = protector.Unprotect(db.Set<SealedKey>().AsNoTracking().Single(key => key.Name == KeyName).Ciphertext);
        if (made == 1)
        {
            foreach (var birth in births)
            {
                birth.Begin(db);
            }
        }

        transaction.Commit();
    }

    // Accounts that were there before the portal are no sign of it: those of an application whose database it came into.
    private static bool HasLived(PortalDbContext db) =>
        db.Set<Person>().Any() || (db.Users.Any() && !db.Set<IdentityImport>().Any());

    /// <summary>The hash of the parts, each preceded by its length, so that no two lists of parts collide.</summary>
    public byte[] Of(params ReadOnlySpan<string> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(
            HashAlgorithmName.SHA256, _key ?? throw new InvalidOperationException("The key was not loaded at start."));
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hmac.AppendData(BitConverter.GetBytes(bytes.Length));
            hmac.AppendData(bytes);
        }

        return hmac.GetHashAndReset();
    }
}
