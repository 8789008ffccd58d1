using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts;

/// <summary>Changes the password of a signed-in person, who has to type the one before (ASVS 6.2.3).</summary>
internal sealed class PasswordChange(
    StepUpGuard guard, SelfServicePassword ownPassword, NewPassword newPassword, SessionStore sessions, AuditLogWriter log,
    NotificationWriter notices)
{
    public async Task<AccountResult> ChangeAsync(
        Guid sessionId, string? current, string? wanted, CancellationToken cancellationToken = default)
    {
        var (session, fault) = await guard.CheckAsync(sessionId, cancellationToken, evenIfFrozen: true);
        if (session is null)
        {
            return new AccountResult.Refused(fault!.Value);
        }

        if (await ownPassword.CheckAsync(session.Session.UserId, current, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        if (newPassword.Check(wanted, session.Session.Email, session.Session.UserName) is { } bad)
        {
            return new AccountResult.BadPassword(bad);
        }

        var hash = await newPassword.HashAsync(wanted!, cancellationToken);
        var (change, changed) = await guard.BeginChangeAsync(sessionId, cancellationToken, evenIfFrozen: true);
        if (change is null)
        {
            return new AccountResult.Refused(changed!.Value);
        }

        await using var disposing = change;
        await newPassword.PutAsync(change.Transaction, hash, byMailAt: null, cancellationToken);
        await sessions.EndOthersAsync(change.Transaction, sessionId, cancellationToken);
        await log.AppendAsync(
            change.Transaction.Db,
            new AuditEvent(change.Transaction.UserId, AuditEvents.PasswordChanged).From(change.Session.Client),
            cancellationToken);
        await notices.AddAsync(
            change.Transaction, new PasswordChangedNotification(ByReset: false), change.Session.Client.Source(),
            cancellationToken: cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new AccountResult.Done();
    }
}

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

/// <summary>Asks a signed-in person for the password that they have.</summary>
internal sealed class SelfServicePassword(
    IDbContextFactory<PortalDbContext> factory, PasswordVerifier passwords, SessionGuesses guesses)
{
    /// <summary>Null when it is right, or when the account has none.</summary>
    public async Task<AccountResult?> CheckAsync(string userId, string? password, CancellationToken cancellationToken)
    {
        var guess = await guesses.ReserveAsync(userId, cancellationToken);
        if (guess.LockedUntil is { } until)
        {
            return new AccountResult.Locked(until);
        }

        if (guess.IsOver)
        {
            return new AccountResult.Refused(MethodFault.SessionEnded);
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == userId, cancellationToken);
        if (user.PasswordHash is not null && !await passwords.VerifyAsync(user, password ?? "", cancellationToken))
        {
            await guesses.NoteWrongAsync(userId, cancellationToken);
            return new AccountResult.WrongPassword();
        }

        await guesses.ClearAsync(userId, cancellationToken);
        return null;
    }
}
