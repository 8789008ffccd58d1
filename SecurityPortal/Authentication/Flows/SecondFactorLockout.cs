using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Authentication.Flows;

/// <summary>
/// Counts every answer to a second step, whatever the method: as one of the flow's attempts, as one of the account's
/// attempts before it locks for a while and, if it can be guessed, as one of the hundred after which nothing that can be
/// guessed is checked (ASVS 6.3.1, NIST 800-63B-4 3.2.2).
/// </summary>
internal sealed class SecondFactorLockout(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, AttemptLimiter limiter)
{
    /// <summary>Wrong answers to an account's second step before it locks; each further lock is longer, up to an hour.</summary>
    private const int Tries = 5;

    /// <summary>The first wrong answer that the owner is notified of: people mistype, but not that often.</summary>
    private const int Telling = 3;

    /// <summary>Counts an answer before it is checked.</summary>
    /// <param name="authenticator">The id of the method, or of whatever stands in for the second step.</param>
    /// <param name="isGuessable">
    /// Whether the answer could be guessed. One that cannot is not counted among the hundred, and is still accepted after them.
    /// </param>
    public Task<AnswerReservation> ReserveAsync(
        AuthenticationFlow flow, string authenticator, bool isGuessable, CancellationToken cancellationToken) =>
        AdvisoryLocks.RetryOnConflictAsync(() => TryReserveAsync(flow, authenticator, isGuessable, cancellationToken));

    /// <summary>Whether a hundred wrong answers in a row have closed everything that can be guessed.</summary>
    public static async Task<bool> IsClosedAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await FailureLimit.InARowAsync(db, userId, FailureLimit.SecondFactor, cancellationToken) >= FailureLimit.Max;

    /// <summary>Resets the counts, in the transaction of a success that is as strong as any second factor.</summary>
    public static async Task ClearAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await AttemptLimiter.ClearAsync(transaction.Db, AttemptLimiter.SecondFactor(transaction.UserId), cancellationToken);
        await FailureLimit.ClearAsync(transaction.Db, transaction.UserId, FailureLimit.SecondFactor, cancellationToken);
    }

    /// <summary>
    /// The same for a success that proves nothing about stronger methods. Wrong answers to methods other than
    /// <paramref name="authenticators"/> still count, so that somebody who can answer one of these gets no more guesses at the rest.
    /// </summary>
    public static async Task ClearAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> authenticators, CancellationToken cancellationToken)
    {
        var (db, userId, key) = (transaction.Db, transaction.UserId, AttemptLimiter.SecondFactor(transaction.UserId));

        // First, as when counting, so that nobody counts in between and no deadlock is possible.
        await AttemptLimiter.HoldAsync(db, key, cancellationToken);
        await FailureLimit.ClearAsync(db, userId, FailureLimit.SecondFactor, authenticators, cancellationToken);
        var left = await FailureLimit.InARowAsync(db, userId, FailureLimit.SecondFactor, cancellationToken);
        await AttemptLimiter.ForgiveAsync(db, key, left, Tries, cancellationToken);
    }

    /// <summary>Whether the owner is notified after this many wrong answers: after the third, and after each that locks.</summary>
    public static bool IsTold(int failures) => failures == Telling || (failures > 0 && failures % Tries == 0);

    private async Task<AnswerReservation> TryReserveAsync(
        AuthenticationFlow flow, string authenticator, bool isGuessable, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await flows.ReserveAttemptAsync(db, flow.Id, cancellationToken))
        {
            return new() { IsOver = true };
        }

        if (!isGuessable && await IsClosedAsync(db, flow.UserId, cancellationToken))
        {
            // Somebody who closed the account by guessing must not be able to keep its owner's key out as well.
            await transaction.CommitAsync(cancellationToken);
            return new();
        }

        var key = AttemptLimiter.SecondFactor(flow.UserId);
        if (await limiter.ReserveAsync(db, key, Tries, cancellationToken) is { } until)
        {
            await transaction.CommitAsync(cancellationToken);
            return new() { LockedUntil = until };
        }

        if (isGuessable
            && !await FailureLimit.CountAsync(db, flow.UserId, FailureLimit.SecondFactor, authenticator, cancellationToken))
        {
            return new() { IsClosed = true };
        }

        // Including this answer: nobody else counts before this is committed.
        var failures = await AttemptLimiter.FailuresAsync(db, key, cancellationToken);
        var inARow = isGuessable
            ? await FailureLimit.InARowAsync(db, flow.UserId, FailureLimit.SecondFactor, cancellationToken)
            : 0;

        // Nothing stops the commit halfway: a counted answer is always checked and noted.
        await transaction.CommitAsync(CancellationToken.None);

        // By the count in a row as well, which does not expire after a day without an answer.
        return new() { IsTold = IsTold(failures) || IsTold(inARow), Closes = inARow == FailureLimit.Max };
    }
}
