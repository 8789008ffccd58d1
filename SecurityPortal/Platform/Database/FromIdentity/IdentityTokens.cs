using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Platform.Database.FromIdentity;

/// <summary>The second factors that Identity's own store keeps, in the clear (UserStoreBase).</summary>
internal static class IdentityTokens
{
    /// <summary>The key of a person's authenticator app, in Base32.</summary>
    public const string AuthenticatorKey = "AuthenticatorKey";

    /// <summary>A person's unused recovery codes, separated by semicolons.</summary>
    public const string RecoveryCodes = "RecoveryCodes";

    private const string Provider = "[AspNetUserStore]";

    public static IQueryable<IdentityUserToken<string>> All(PortalDbContext db) => db.UserTokens.Where(token =>
        token.LoginProvider == Provider && (token.Name == AuthenticatorKey || token.Name == RecoveryCodes));

    /// <summary>Returns the person's token of this name; null when there is none.</summary>
    public static Task<string?> FindAsync(PersonTransaction transaction, string name, CancellationToken cancellationToken) =>
        Own(transaction).Where(token => token.Name == name).Select(token => token.Value).FirstOrDefaultAsync(cancellationToken);

    public static Task DropAllAsync(PersonTransaction transaction, CancellationToken cancellationToken) =>
        Own(transaction).ExecuteDeleteAsync(cancellationToken);

    private static IQueryable<IdentityUserToken<string>> Own(PersonTransaction transaction) =>
        All(transaction.Db).Where(token => token.UserId == transaction.UserId);
}
