using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>Stores people's security keys.</summary>
internal sealed class SecurityKeyStore(IDbContextFactory<PortalDbContext> factory, TimeProvider clock)
{
    /// <summary>Adds a new key; false when it is already registered, to anybody.</summary>
    public async Task<bool> AddAsync(
        PersonTransaction transaction, UserPasskeyInfo passkey, string name, CancellationToken cancellationToken)
    {
        var credential = passkey.CredentialId;
        var passkeys = transaction.Db.Set<IdentityUserPasskey<string>>();
        if (await passkeys.AnyAsync(row => row.CredentialId == credential, cancellationToken))
        {
            return false;
        }

        passkeys.Add(new IdentityUserPasskey<string>
        {
            UserId = transaction.UserId,
            CredentialId = credential,
            Data = new IdentityPasskeyData
            {
                PublicKey = passkey.PublicKey,
                Name = name,
                CreatedAt = passkey.CreatedAt,
                SignCount = passkey.SignCount,
                Transports = passkey.Transports,
                IsUserVerified = passkey.IsUserVerified,
                IsBackupEligible = passkey.IsBackupEligible,
                IsBackedUp = passkey.IsBackedUp,
                AttestationObject = passkey.AttestationObject,
                ClientDataJson = passkey.ClientDataJson,
            },
        });
        transaction.Db.Add(new SecurityKey
        {
            Id = Guid.NewGuid(),
            UserId = transaction.UserId,
            CredentialId = credential,
            Name = name,
            SignCount = passkey.SignCount,
            AddedAt = clock.GetUtcNow(),
        });
        await transaction.Db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Imports the keys that Identity holds for the person; returns how many were imported and how many were not.</summary>
    /// <param name="isOurs">Whether a key's attestation object shows that it was created for the portal.</param>
    /// <param name="name">Names a key that has no name, by its number.</param>
    public async Task<(int Taken, int Others)> ImportAsync(
        PersonTransaction transaction, Func<byte[], bool> isOurs, Func<int, string> name, CancellationToken cancellationToken)
    {
        var (count, others) = (0, 0);
        foreach (var row in await transaction.Db.Set<IdentityUserPasskey<string>>().AsNoTracking()
            .Where(row => row.UserId == transaction.UserId).ToListAsync(cancellationToken))
        {
            if (!isOurs(row.Data.AttestationObject))
            {
                others++;
            }
            else
            {
                count++;
                transaction.Db.Add(new SecurityKey
                {
                    Id = Guid.NewGuid(),
                    UserId = transaction.UserId,
                    CredentialId = row.CredentialId,
                    Name = ItemName.Of(row.Data.Name, fallback: name(count)),
                    SignCount = row.Data.SignCount,
                    AddedAt = row.Data.CreatedAt,
                });
            }
        }

        return (count, others);
    }

    public Task RemoveAllAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        transaction.Db.Set<IdentityUserPasskey<string>>().Where(row => row.UserId == transaction.UserId)
            .ExecuteDeleteAsync(cancellationToken);

    public async Task<bool> RemoveAsync(PersonTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        var credentials = Own(transaction).Where(key => key.Id == id).Select(key => key.CredentialId);
        return await transaction.Db.Set<IdentityUserPasskey<string>>()
            .Where(row => row.UserId == transaction.UserId && credentials.Contains(row.CredentialId))
            .ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <summary>
    /// Records a use with its signature counter. False when the counter did not increase, which suggests a copied key (WebAuthn
    /// 6.1.1); keys without a counter stay at 0. Also writes Identity's row directly, because UserManager would first validate
    /// the account's name and address, which were validated when the account was made and have nothing to do with a key.
    /// </summary>
    public async Task<bool> NoteUseAsync(string userId, UserPasskeyInfo passkey)
    {
        await using var db = await factory.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = clock.GetUtcNow();
        long count = passkey.SignCount;
        var credential = passkey.CredentialId;
        if (await db.Set<SecurityKey>()
            .Where(key => key.UserId == userId && key.CredentialId == credential
                && (key.SignCount < count || (key.SignCount == 0 && count == 0)))
            .ExecuteUpdateAsync(set => set
                .SetProperty(key => key.SignCount, count)
                .SetProperty(key => key.LastUsedAt, now)) == 0)
        {
            return false;
        }

        var kept = await db.Set<IdentityUserPasskey<string>>()
            .SingleAsync(row => row.UserId == userId && row.CredentialId == credential);
        kept.Data.SignCount = passkey.SignCount;
        kept.Data.IsBackedUp = passkey.IsBackedUp;
        kept.Data.IsUserVerified = passkey.IsUserVerified;
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Whether anybody has this passkey, even one that Identity holds and the portal has not imported.</summary>
    public async Task<bool> IsKnownAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<IdentityUserPasskey<string>>().AnyAsync(row => row.CredentialId == credentialId, cancellationToken);
    }

    /// <summary>Whether the person has this key now.</summary>
    public static Task<bool> HasAsync(PersonTransaction transaction, byte[] credentialId, CancellationToken cancellationToken) =>
        Own(transaction).AnyAsync(key => key.CredentialId == credentialId, cancellationToken);

    public async Task<bool> AnyAsync(string userId)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<SecurityKey>().AnyAsync(key => key.UserId == userId);
    }

    public async Task<int> CountAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Set<SecurityKey>().CountAsync(key => key.UserId == userId, cancellationToken);
    }

    /// <summary>Returns a person's passkeys, as Identity stores them.</summary>
    public static async Task<IReadOnlyList<IdentityPasskeyData>> PasskeysAsync(
        PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        [.. (await db.Set<IdentityUserPasskey<string>>().AsNoTracking()
            .Where(row => db.Set<SecurityKey>().Any(key => key.UserId == userId && key.CredentialId == row.CredentialId))
            .ToListAsync(cancellationToken)).Select(row => row.Data)];

    public static IQueryable<SecurityKey> Own(PersonTransaction transaction) =>
        transaction.Db.Set<SecurityKey>().Where(key => key.UserId == transaction.UserId);
}
