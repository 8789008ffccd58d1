using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>Checks, hashes and stores new passwords.</summary>
internal sealed class NewPassword(
    PasswordRules rules, IPasswordHasher<PortalUser> hasher, HashConcurrencyLimiter gate, IEnumerable<IPasswordSetHandler> handlers)
{
    private static readonly PortalUser Nobody = new();

    public PasswordFault? Check(string? password, params string?[] about) => rules.Check(password, about);

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        gate.RunAsync(() => hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>
    /// Stores the hash and removes the trust from all devices. The new security stamp voids pending sign-ins, links, passes and
    /// recovery waits, and the handlers end what else waits (R15).
    /// </summary>
    /// <param name="byMailAt">
    /// The current time if the password was reset by an emailed link; null if a signed-in person changed it.
    /// </param>
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

        // The wrong guesses so far were at a password that no longer exists.
        await FailureLimit.ClearPasswordAsync(transaction.Db, transaction.UserId, cancellationToken);
        foreach (var handler in handlers)
        {
            await handler.PasswordSetAsync(transaction, cancellationToken);
        }
    }
}
