using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace SecurityPortal.Platform.Database;

/// <summary>
/// Checks that the data protection keys are those that the database was written with. This happens before the framework uses
/// them: if it can decrypt none, it creates a new key, which decrypts nothing and stays.
/// </summary>
internal static class KeyRingCheck
{
    /// <exception cref="InvalidOperationException">They are not, or they are unencrypted where that is not allowed.</exception>
    public static async Task RefuseOtherKeyRingAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var (options, environment) = (services.GetRequiredService<IOptions<DatabaseOptions>>().Value, services.GetRequiredService<IHostEnvironment>());
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        if (options.Kind == DatabaseProvider.Sqlite && !environment.IsDevelopment() && KeyRing.InTheClear(environment, options).Count > 0)
        {
            throw new InvalidOperationException(
                $"The keys in {environment.Rooted(options.KeyRing)} are not encrypted. Run 'SecurityPortal migrate', which encrypts them with Database:KeyCertificate.");
        }

        if (!await db.Set<SealedKey>().AnyAsync(cancellationToken))
        {
            return;
        }

        var keys = services.GetRequiredService<IKeyManager>().GetAllKeys();
        if (keys.Count == 0)
        {
            throw new InvalidOperationException(options.Kind == DatabaseProvider.Sqlite
                ? $"There is no key in {environment.Rooted(options.KeyRing)}, but this database was written with one. Restore the key ring from its backup, or see Database:KeyRing."
                : "The table DataProtectionKeys is empty, but this database was written with a key. Restore it from a backup.");
        }

        if (!keys.Any(Opens))
        {
            throw new InvalidOperationException(
                "None of the data protection keys can be decrypted: another certificate encrypted them. Name that one in Database:KeyCertificate, or in Database:EarlierKeyCertificates:0 next to the new one.");
        }
    }

    private static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception)
        {
            // Whatever the reason, this key cannot be used.
            return false;
        }
    }
}
