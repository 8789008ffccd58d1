using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SecurityPortal.Platform.BackgroundJobs;

namespace SecurityPortal.OpenId;

/// <summary>
/// Keeps the keys of tokens: makes the first ones, publishes the next one before its time, and drops old ones once nothing
/// that they signed or encrypted is good any more (NIST SP 800-57 5.3.6: keys have a life of their own).
/// </summary>
internal sealed class OpenIdKeys(
    IDbContextFactory<PortalDbContext> factory, Secrets secrets, OpenIdKeyChanges changes, IOptions<OpenIdOptions> options,
    IHostEnvironment environment, TimeProvider clock) : ITimedWork
{
    /// <summary>How long a key is used.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);

    /// <summary>How long before its use a key is published: clients keep the list of keys for a day or so.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(14);

    /// <summary>How long a key is kept after its use. No token lives as long: a session lasts a day at most.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(2);

    private const string SecretKind = "openid-key";
    private readonly Lazy<IReadOnlyList<SecurityKey>> _brought =
        new(() => [.. options.Value.SigningCertificates.Select(file => SigningCertificate.Load(environment.Rooted(file)))]);

    private volatile IReadOnlyList<LoadedKey> _loaded = [];
    private volatile List<string> _told = [];

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>
    /// The keys of this use: the one to use first, then those that are published or still taken. What an operator brings
    /// goes before what is made here, which stays for when it is taken away again.
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

    /// <summary>Reads the keys and makes those that are missing. Several nodes may do it at once.</summary>
    public void Load()
    {
        using var db = factory.CreateDbContext();
        using var transaction = db.Database.BeginTransaction();

        // Under a lock: of two nodes that start at once one makes the keys, and the other reads them.
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

    /// <summary>Looks for keys that fell due, here or at another node; the result is how many there are now.</summary>
    public Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        Load();

        // Against those that the server was told of, for time alone puts another key first.
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
            // After a long rest the next one is published all the same before it is used: clients know only the old one.
            var from = newest is null ? now
                : newest.ActiveFrom + Period > now + PublishedBefore ? newest.ActiveFrom + Period
                : now + PublishedBefore;
            var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            db.Add(new OpenIdKey { Id = id, Use = use, ActiveFrom = from, Ciphertext = secrets.Protect(SecretKind, id, Create(use)) });
        }

        // A key is over when the one after it is in use.
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
