using System.Buffers.Text;

namespace SecurityPortal.TwoFactor.PhoneNumbers;

/// <summary>Stores and finds people's confirmed numbers.</summary>
internal sealed class ConfirmedPhoneStore(
    IDbContextFactory<PortalDbContext> factory, PhoneNumberParser parser, Secrets secrets, KeyedHash keyedHash, TimeProvider clock)
{
    private const string SecretKind = "phone";

    /// <summary>Returns the person's confirmed number; null when there is none.</summary>
    public async Task<PhoneNumber?> FindAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, userId, cancellationToken);
    }

    /// <inheritdoc cref="FindAsync(string, CancellationToken)"/>
    public async Task<PhoneNumber?> FindAsync(PortalDbContext db, string userId, CancellationToken cancellationToken = default)
    {
        var phone = await db.Set<ConfirmedPhone>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        return phone is null ? null : Read(secrets.Unprotect(SecretKind, userId, phone.Number));
    }

    /// <summary>Stores a number that was just proven, and replaces the previous one.</summary>
    public async Task KeepAsync(PortalDbContext db, string userId, PhoneNumber number, CancellationToken cancellationToken = default)
    {
        await ForgetAsync(db, userId, cancellationToken);
        db.Add(new ConfirmedPhone
        {
            UserId = userId,
            Number = secrets.Protect(SecretKind, userId, number.E164),
            Fingerprint = Fingerprint(number),
            LastFour = LastFour(number.E164[^4..]),
            ConfirmedAt = clock.GetUtcNow(),
        });
    }

    public Task ForgetAsync(PortalDbContext db, string userId, CancellationToken cancellationToken = default) =>
        db.Set<ConfirmedPhone>().Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);

    /// <summary>Returns a keyed hash by which two numbers can be compared without decrypting them.</summary>
    public string Fingerprint(PhoneNumber number) => Text(keyedHash.Of("phone", number.E164), 16);

    /// <summary>Returns a keyed hash of the last four digits of a number.</summary>
    public string LastFour(string digits) => Text(keyedHash.Of("phone-last-four", digits), 8);

    /// <inheritdoc cref="PhoneNumberParser.Recall"/>
    public PhoneNumber Read(string e164) => parser.Recall(e164);

    // Only as much of the hash as keeps two values apart, since several rows and index entries of a person hold it. Among 10^12
    // numbers, the chance that any two agree in 128 bits is 10^-15; of endings there are only 10^4.
    private static string Text(byte[] hash, int length) => Base64Url.EncodeToString(hash.AsSpan(0, length));
}
