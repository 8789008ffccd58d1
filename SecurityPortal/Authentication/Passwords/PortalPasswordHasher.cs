using Microsoft.AspNetCore.Identity;
using SecurityPortal.Platform.Database.FromIdentity;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>Reads every format, writes the configured one, and asks for hashes in another format to be replaced.</summary>
internal sealed class PortalPasswordHasher(IOptions<PasswordOptions> options, IDbContextFactory<PortalDbContext> factory)
    : IPasswordHasher<PortalUser>
{
    private readonly Argon2PasswordHasher _argon2 = new();
    private readonly IdentityPasswordHasher _identity = new();

    // Queried once, because a shared database is shared from the portal's first start. Queried again if the query failed.
    private readonly Lazy<PasswordFormat> _format =
        new(() => options.Value.Format ?? Default(factory), LazyThreadSafetyMode.PublicationOnly);

    public string HashPassword(PortalUser user, string password) => Writer.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(
        PortalUser user, string hashedPassword, string providedPassword)
    {
        IPasswordHasher<PortalUser> reader = Argon2PasswordHasher.CanRead(hashedPassword) ? _argon2 : _identity;
        var result = reader.VerifyHashedPassword(user, hashedPassword, providedPassword);
        return result == PasswordVerificationResult.Success && reader != Writer
            ? PasswordVerificationResult.SuccessRehashNeeded
            : result;
    }

    /// <summary>The format in which new hashes are written.</summary>
    public PasswordFormat Format => _format.Value;

    private IPasswordHasher<PortalUser> Writer => Format == PasswordFormat.Identity ? _identity : _argon2;

    private static PasswordFormat Default(IDbContextFactory<PortalDbContext> factory)
    {
        using var db = factory.CreateDbContext();
        return db.Set<IdentityImport>().Any() ? PasswordFormat.Identity : PasswordFormat.Argon2id;
    }
}
