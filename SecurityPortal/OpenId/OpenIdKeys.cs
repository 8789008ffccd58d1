using System.Buffers.Text;
using Microsoft.IdentityModel.Tokens;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.OpenId;

/// <summary>
/// Manages the token keys: creates the first ones, publishes the next one ahead of time, and deletes old ones once nothing that
/// they signed or encrypted is valid any more (NIST SP 800-57 5.3.6: keys have a cryptoperiod).
/// </summary>
internal sealed class OpenIdKeys(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, OpenIdKeyChanges changes, IOptions<OpenIdOptions> options,
    IHostEnvironment environment, TimeProvider clock) : ITimedWork
{
    /// <summary>How long a key is in use.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);

    /// <summary>How long before its use a key is published: clients cache the list of keys for a day or so.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(14);

    /// <summary>How long a key is kept after its use. No token lives that long: a session lasts at most a day.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(2);

    private const string SecretKind = "openid-key";
    private readonly Lazy<IReadOnlyList<SecurityKey>> _brought =
        new(() => [.. options.Value.SigningCertificates.Select(file => SigningCertificate.Load(environment.Rooted(file)))]);

    private volatile IReadOnlyList<LoadedKey> _loaded = [];
    private volatile List<string> _told = [];

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>
    /// Returns the keys for this use: the one in use first, then those that are published or still accepted. The operator's own
    /// keys come before the generated ones, which remain for the day when the operator's are removed.
    /// </summary>
    public IReadOnlyList<SecurityKey> Of(OpenIdKeyUse use)
    {
        if (_loaded.Count == 0)
        {
            Load();
        }

        var now = clock.GetUtcNow();
        return [.. use == OpenIdKeyUse.Signing ? _brought.Value : [], .. _loaded.Where(key => key.Use == use)
            .OrderByDescending(key => key.ActiveFrom <= now).ThenByDescending(key => key.ActiveFrom).Select(key => key.Key)];
    }

    /// <summary>Reads the keys and creates missing ones. Several nodes may do this at the same time.</summary>
    public void Load()
    {
        using var db = factory.CreateDbContext();
        using var transaction = db.Database.BeginTransaction();

        // Under a lock: if two nodes start at the same time, one creates the keys and the other reads them.
        db.TakeLockAsync(SecretKind, CancellationToken.None).GetAwaiter().GetResult();
        foreach (var use in Enum.GetValues<OpenIdKeyUse>())
        {
            Turn(db, use);
        }

        db.SaveChanges();
        var rows = db.Set<OpenIdKey>().AsNoTracking().ToList();
        transaction.Commit();
        var known = _loaded.ToDictionary(key => key.Id);
        _loaded = [.. rows.Select(row => known.GetValueOrDefault(row.Id) ?? Open(row))];
    }

    /// <summary>Creates and loads keys that have become due, here or at another node. Returns how many keys there are.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        Load();

        // Compared with the keys that the server was last given, because time alone can change which key comes first.
        if (!_told.SequenceEqual(Ids()))
        {
            _told = Ids();
            changes.Tell();
        }

        return Task.FromResult(_loaded.Count);
    }

    private List<string> Ids() =>
        [.. Enum.GetValues<OpenIdKeyUse>().SelectMany(use => Of(use)).Select(key => key.KeyId)];

    private void Turn(PortalDbContext db, OpenIdKeyUse use)
    {
        var now = clock.GetUtcNow();
        var rows = db.Set<OpenIdKey>().Where(key => key.Use == use).ToList();
        var newest = rows.MaxBy(key => key.ActiveFrom);
        if (newest is null || newest.ActiveFrom + Period - PublishedBefore <= now)
        {
            // Even after a long downtime the next key is published before it is used: clients know only the old one.
            var from = newest is null ? now
                : newest.ActiveFrom + Period > now + PublishedBefore ? newest.ActiveFrom + Period
                : now + PublishedBefore;
            var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            db.Add(new OpenIdKey { Id = id, Use = use, ActiveFrom = from, Ciphertext = secrets.Protect(SecretKind, id, Create(use)) });
        }

        // A key's use ends when the next one comes into use.
        db.RemoveRange(rows.Where(key => rows.Any(next => next.ActiveFrom > key.ActiveFrom && next.ActiveFrom + KeptAfter <= now)));
    }

    private static string Create(OpenIdKeyUse use)
    {
        if (use == OpenIdKeyUse.Encryption)
        {
            return Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        }

        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }

    private LoadedKey Open(OpenIdKey row)
    {
        var text = secrets.Unprotect(SecretKind, row.Id, row.Ciphertext);
        if (row.Use == OpenIdKeyUse.Encryption)
        {
            return new(row.Id, row.Use, row.ActiveFrom, new SymmetricSecurityKey(Convert.FromBase64String(text)) { KeyId = row.Id });
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(text);
        return new(row.Id, row.Use, row.ActiveFrom, new RsaSecurityKey(rsa) { KeyId = row.Id });
    }

    private sealed record LoadedKey(string Id, OpenIdKeyUse Use, DateTimeOffset ActiveFrom, SecurityKey Key);
}
