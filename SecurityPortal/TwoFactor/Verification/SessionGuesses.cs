using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;

namespace SecurityPortal.TwoFactor.Verification;

/// <summary>
/// Limits passwords typed within a session. They have their own limit: somebody who guesses here uses an open session, and
/// must not be able to lock the owner's sign-in. After a hundred wrong ones in a row (NIST 800-63B-4 3.2.2), all sessions
/// of the person end.
/// </summary>
internal sealed class SessionGuesses(
    IDbContextFactory<PortalDbContext> factory, AttemptLimiter limiter, SessionStore sessions, AuditLogWriter log,
    SecurityEventRecorder recorder)
{
    private const int Tries = 5;

    /// <summary>Counts a password before it is checked.</summary>
    public async Task<SessionGuess> ReserveAsync(string userId, CancellationToken cancellationToken)
    {
        var guess = await AdvisoryLocks.RetryOnConflictAsync(() => TryReserveAsync(userId, cancellationToken));
        if (guess.IsOver)
        {
            await EndSessionsAsync(userId, cancellationToken);
        }

        return guess;
    }

    /// <summary>Logs a wrong password, and ends the person's sessions at the hundredth in a row.</summary>
    public async Task NoteWrongAsync(string userId, ClientInfo client)
    {
        await log.AppendAsync(new AuditEvent(userId, AuditEvents.PasswordRefused).From(client));
        await EndSessionsAsync(userId, CancellationToken.None);
    }

    /// <summary>Resets the count after a correct password, within the caller's transaction.</summary>
    public static async Task ClearAsync(PersonTransaction transaction, CancellationToken cancellationToken)
    {
        await AttemptLimiter.ClearAsync(transaction.Db, Key(transaction.UserId), cancellationToken);
        await FailureLimit.ClearAsync(transaction.Db, transaction.UserId, FailureLimit.Reauthentication, cancellationToken);
    }

    /// <summary>Does the same in its own transaction.</summary>
    public async Task ClearAsync(string userId, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        await ClearAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<SessionGuess> TryReserveAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var until = await limiter.ReserveAsync(db, Key(userId), Tries, cancellationToken);
        var isOver = until is null
            && !await FailureLimit.CountAsync(db, userId, FailureLimit.Reauthentication, "", cancellationToken);

        // Nothing stops the commit halfway: a counted password is always checked and noted.
        await transaction.CommitAsync(CancellationToken.None);
        return new(isOver, until);
    }

    // Checks the count again inside the transaction, so that only one of several parallel requests ends the sessions.
    private async Task EndSessionsAsync(string userId, CancellationToken cancellationToken)
    {
        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if (await FailureLimit.InARowAsync(transaction.Db, userId, FailureLimit.Reauthentication, cancellationToken) < FailureLimit.Max)
        {
            return;
        }

        var ended = await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
        await recorder.RecordAsync(
            transaction, new(userId, AuditEvents.SessionEnded, $"{ended}") { Actor = "portal" }, new SignedOutForGuessingNotification(),
            client: null, cancellationToken);
        await ClearAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Key(string userId) => $"confirm:{userId}";
}
