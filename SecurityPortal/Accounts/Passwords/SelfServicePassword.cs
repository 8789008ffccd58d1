using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.TwoFactor;
using SecurityPortal.TwoFactor.Verification;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>Checks the current password of a person who is already known, by a session or a recovery link.</summary>
internal sealed class SelfServicePassword(
    IDbContextFactory<PortalDbContext> factory, PasswordVerifier passwords, SessionGuesses guesses)
{
    /// <summary>Returns null if the password is right, or if the account has none.</summary>
    public async Task<AccountResult?> CheckAsync(
        string userId, string? password, ClientInfo client, CancellationToken cancellationToken)
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
            await guesses.NoteWrongAsync(userId, client);
            return new AccountResult.WrongPassword();
        }

        await guesses.ClearAsync(userId, cancellationToken);
        return null;
    }
}
