using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>Puts a new password in the place of the one before.</summary>
internal sealed class NewPassword(PasswordRules rules, IPasswordHasher<PortalUser> hasher, HashConcurrencyLimiter gate)
{
    private static readonly PortalUser Nobody = new();

    public PasswordFault? Check(string? password, params string?[] about) => rules.Check(password, about);

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        gate.RunAsync(() => hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>
    /// Writes the hash and takes the trust back from all devices. The new stamp voids pending sign-ins, links, and a wait to
    /// get back in without any method (R15).
    /// </summary>
    /// <param name="byMailAt">The time, where a link sent by mail set it; null where somebody did who was signed in.</param>
    public async Task PutAsync(
        PersonTransaction transaction, string hash, DateTimeOffset? byMailAt, CancellationToken cancellationToken)
    {
        var (stamp, concurrency) = (SecurityStamp.Create(), Guid.NewGuid().ToString());
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId).ExecuteUpdateAsync(
            set => set
                .SetProperty(user => user.PasswordHash, hash)
                .SetProperty(user => user.SecurityStamp, stamp)
                .SetProperty(user => user.ConcurrencyStamp, concurrency),
            cancellationToken);
        await transaction.Db.Set<Person>().Where(person => person.UserId == transaction.UserId).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.PasswordResetByMailAt, byMailAt), cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);

        // The person who guessed, guessed at a password that is gone.
        await FailureLimit.ClearPasswordAsync(transaction.Db, transaction.UserId, cancellationToken);
    }
}
