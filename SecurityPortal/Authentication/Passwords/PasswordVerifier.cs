using Microsoft.AspNetCore.Identity;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>Compares a password with the one on record, at the same cost whether or not there is one.</summary>
internal sealed class PasswordVerifier(
    IPasswordHasher<PortalUser> hasher, HashConcurrencyLimiter gate, PasswordHashKinds kinds, IDbContextFactory<PortalDbContext> factory)
{
    /// <summary>
    /// The longest password that is checked, in UTF-16 code units. It is far longer than a new password may be, because
    /// people who come from Identity may have longer ones.
    /// </summary>
    public const int MaxLength = 4096;

    private static readonly PortalUser Nobody = new();

    /// <summary>Whether <paramref name="password"/> is the password of a person who is already identified.</summary>
    public Task<bool> VerifyAsync(PortalUser user, string password, CancellationToken cancellationToken = default) =>
        VerifyAsync(user, user.Id, password, cancellationToken);

    /// <summary>
    /// Whether <paramref name="password"/> is the password of <paramref name="user"/>. Returns false for no user, or for
    /// one without a password, after verifying against a decoy of the kind that the name would have (ASVS 6.3.8).
    /// </summary>
    /// <param name="name">The name that was typed, normalised.</param>
    public async Task<bool> VerifyAsync(
        PortalUser? user, string name, string password, CancellationToken cancellationToken)
    {
        if (password.Length is 0 or > MaxLength)
        {
            password = "";
        }

        var decoy = (await kinds.ForNameAsync(name, cancellationToken)).Decoy;
        var known = user?.PasswordHash is { } kept && PasswordHashKind.CanRead(kept);
        var hash = known ? user!.PasswordHash! : decoy;
        var result = await gate.RunAsync(
            () => hasher.VerifyHashedPassword(user ?? Nobody, hash, password), cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded && known)
        {
            await RehashAsync(user!, hash, password, cancellationToken);
        }

        return known && result != PasswordVerificationResult.Failed;
    }

    /// <summary>
    /// Takes as long as <see cref="VerifyAsync(PortalUser?, string, string, CancellationToken)"/>, but checks no password.
    /// </summary>
    /// <inheritdoc cref="VerifyAsync(PortalUser?, string, string, CancellationToken)" path="/param"/>
    public async Task PretendAsync(PortalUser? user, string name, CancellationToken cancellationToken)
    {
        var kind = await kinds.ForNameAsync(name, cancellationToken);
        if (user?.PasswordHash is { } kept && PasswordHashKind.CanRead(kept))
        {
            kind = PasswordHashKind.Of(kept);
        }

        await gate.RunAsync(() => hasher.VerifyHashedPassword(Nobody, kind.Decoy, ""), cancellationToken);
    }

    private async Task RehashAsync(PortalUser user, string oldHash, string password, CancellationToken cancellationToken)
    {
        var newHash = await gate.RunAsync(() => hasher.HashPassword(user, password), cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // Replaces only the hash that was verified: a password that was changed in the meantime must win.
        await db.Users.Where(row => row.Id == user.Id && row.PasswordHash == oldHash).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PasswordHash, newHash), cancellationToken);
    }
}
