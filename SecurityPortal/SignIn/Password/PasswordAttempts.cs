using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.SignIn.Password;

/// <summary>Counts password attempts against the network and the account, before anything is checked.</summary>
internal sealed class PasswordAttempts(
    IDbContextFactory<PortalDbContext> factory, AttemptLimiter limiter, TrustedDevices devices, KeyedHash keyedHash, IOptions<SignInOptions> options)
{
    /// <param name="user">The person whose password is tried; null if nobody has the name.</param>
    /// <param name="name">The typed name, normalized.</param>
    public async Task<PasswordAttempt> ReserveAsync(
        PortalUser? user, string name, ClientInfo client, DeviceToken? device, CancellationToken cancellationToken)
    {
        var addressKey = limiter.Today($"address:{client.Network}");

        // A trusted device has its own count: wrong passwords of strangers never lock the owner out of it.
        // The look-up is made for unknown names too, so that the timing does not reveal who has an account (ASVS 6.3.8).
        var (accountKey, kind) = await devices.KnowsAsync(user?.Id ?? "", device, cancellationToken) && user is not null
            ? ($"password:{user.Id}/device:{device!.Id:N}", FailureLimit.PasswordOn(device.Id))
            : (AccountKey(user, name), FailureLimit.Password);
        return await AdvisoryLocks.RetryOnConflictAsync(
            () => ReserveAsync(addressKey, accountKey, user?.Id ?? "", kind, cancellationToken));
    }

    /// <summary>Takes the attempt back in the transaction of the right password; a lockout of the account stays.</summary>
    public async Task ClearAsync(PersonTransaction transaction, PasswordAttempt attempt, CancellationToken cancellationToken)
    {
        await AttemptLimiter.RefundAsync(transaction.Db, attempt.AddressKey, options.Value.TriesPerAddress, cancellationToken);
        if (attempt.AccountUntil is null)
        {
            await AttemptLimiter.ClearAsync(transaction.Db, attempt.AccountKey, cancellationToken);
        }

        await FailureLimit.ClearPasswordAsync(transaction.Db, transaction.UserId, cancellationToken);
    }

    private async Task<PasswordAttempt> ReserveAsync(
        string addressKey, string accountKey, string userId, string kind, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var tries = options.Value.TriesPerAccount;
        var address = await limiter.ReserveAsync(db, addressKey, options.Value.TriesPerAddress, cancellationToken);
        var account = address is null ? await limiter.ReserveAsync(db, accountKey, tries, cancellationToken) : null;
        var isMute = account is not null
            && await limiter.ReserveAsync(db, AttemptLimiter.Told(accountKey), tries, cancellationToken) is not null;
        int? inARow = null;
        if (address is null && !isMute)
        {
            var isCounted = await FailureLimit.CountAsync(db, userId, kind, "", cancellationToken);
            var sum = await FailureLimit.InARowAsync(db, userId, kind, cancellationToken);
            inARow = isCounted ? sum : null;
        }

        // Nothing stops the commit halfway: a counted attempt is always checked and noted.
        await transaction.CommitAsync(CancellationToken.None);
        return new(addressKey, accountKey, address, account, isMute, inARow);
    }

    // The same key, whichever of the two names was typed. Unknown names have a key too, so that they lock in the same way.
    private string AccountKey(PortalUser? user, string name) =>
        AttemptLimiter.Password(user?.Id ?? Convert.ToHexString(keyedHash.Of("login", name)));
}
