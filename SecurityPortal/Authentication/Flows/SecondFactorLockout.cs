using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Authentication.Flows;

/// <summary>
/// What one answer to a second step costs, whatever it is answered with: one of the flow's attempts, one of the account's
/// before it locks for a while, and, if it can be guessed, one of the hundred after which nothing that can be guessed is
/// looked at (ASVS 6.3.1, NIST 800-63B-4 3.2.2).
/// </summary>
internal sealed class SecondFactorLockout(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, AttemptLimiter limiter)
{
    /// <summary>Wrong answers to an account's second step before it locks for a while, and then for longer.</summary>
    private const int Tries = 5;

    /// <summary>The wrong answer that is told to the owner first: people mistype, but not that often.</summary>
    private const int Telling = 3;

    /// <summary>Counts an answer before it is looked at.</summary>
    /// <param name="authenticator">The id of the method, or what else stands in for the second step.</param>
    /// <param name="isGuessable">
    /// Whether the answer could be guessed. What cannot is no guess among the hundred, and is open after them.
    /// </param>
    public Task<AnswerReservation> ReserveAsync(
        AuthenticationFlow flow, string authenticator, bool isGuessable, CancellationToken cancellationToken) =>
        AdvisoryLocks.RetryOnConflictAsync(() => TryReserveAsync(flow, authenticator, isGuessable, cancellationToken));

    /// <summary>Whether a hundred wrong answers in a row have closed what can be guessed.</summary>
    public static async Task<bool> IsClosedAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        await FailureLimit.InARowAsync(db, userId, FailureLimit.SecondFactor, cancellationToken) >= FailureLimit.Max;

    /// <summary>Starts counting again, in the transaction of a success that is worth as much as any second factor.</summary>
    public static async Task ClearAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await AttemptLimiter.ClearAsync(transaction.Db, AttemptLimiter.SecondFactor(transaction.UserId), cancellationToken);
        await FailureLimit.ClearAsync(transaction.Db, transaction.UserId, FailureLimit.SecondFactor, cancellationToken);
    }

    /// <summary>
    /// The same for a success that says nothing of stronger methods: wrong answers to others than these still count, so that
    /// the person who can answer one of them gets no more guesses at the rest.
    /// </summary>
    public static async Task ClearAsync(
        PersonTransaction transaction, IReadOnlyCollection<string> authenticators, CancellationToken cancellationToken)
    {
        var (db, userId, key) = (transaction.Db, transaction.UserId, AttemptLimiter.SecondFactor(transaction.UserId));

        // First, as the person who counts does: nobody counts in between, and nobody waits for the other in a circle.
        await AttemptLimiter.HoldAsync(db, key, cancellationToken);
        await FailureLimit.ClearAsync(db, userId, FailureLimit.SecondFactor, authenticators, cancellationToken);
        var left = await FailureLimit.InARowAsync(db, userId, FailureLimit.SecondFactor, cancellationToken);
        await AttemptLimiter.ForgiveAsync(db, key, left, Tries, cancellationToken);
    }

    /// <summary>Whether the owner is told when so many were wrong: at the third, and at each that locks.</summary>
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
            // The person who closed the account by guessing must not keep its owner's key out as well.
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

        // As this answer left them: nobody else counts before this is committed.
        var failures = await AttemptLimiter.FailuresAsync(db, key, cancellationToken);
        var inARow = isGuessable
            ? await FailureLimit.InARowAsync(db, flow.UserId, FailureLimit.SecondFactor, cancellationToken)
            : 0;
        await transaction.CommitAsync(cancellationToken);

        // By the row as well, which does not lapse with a day without an answer.
        return new() { IsTold = IsTold(failures) || IsTold(inARow), Closes = inARow == FailureLimit.Max };
    }
}
