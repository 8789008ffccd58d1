using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.SignIn.Password;

/// <summary>The first step of a sign-in: name and password.</summary>
internal sealed class PasswordSignIn(
    IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, PasswordVerifier passwords, PasswordAttempts attempts,
    PasswordRefusals refusals, SignInDevice devices, PasswordNextStep nextStep, TimeProvider clock)
{
    private const int MaxLoginLength = 256;

    private static readonly CompiledQuery<Func<PortalDbContext, string, CancellationToken, Task<PortalUser?>>> ByName = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string name, CancellationToken _) => db.Users.AsNoTracking()
            .Where(user => user.NormalizedEmail == name || user.NormalizedUserName == name)
            .OrderBy(user => user.NormalizedEmail == name ? 0 : 1)
            .FirstOrDefault()));

    private static readonly CompiledQuery<Func<PortalDbContext, string, string?, CancellationToken, Task<bool>>> Still = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, string userId, string? stamp, CancellationToken _) =>
            db.Users.Any(user => user.Id == userId && user.SecurityStamp == stamp)));

    public async Task<PasswordResult> TryAsync(
        string? login, string? password, ClientInfo client, DeviceToken? device, string returnUrl,
        CancellationToken cancellationToken)
    {
        login = VisibleText.Trim(login);
        var user = login.Length is > 0 and <= MaxLoginLength ? await FindAsync(login, cancellationToken) : null;
        var name = normalizer.NormalizeName(login) ?? "";
        var attempt = await attempts.ReserveAsync(user, name, client, device, cancellationToken);
        if (attempt.AddressUntil is { } addressUntil)
        {
            // Reveals nothing about any account, so anybody may be told.
            return new PasswordResult.AddressLocked(addressUntil);
        }

        // The attempt is counted. If it is refused, the rest does not end with the request: whoever hangs up now must not keep
        // it from the log and the owner.
        if (attempt.IsMute)
        {
            // Out of attempts, and out of attempts at being told so: the password is not even checked.
            await passwords.PretendAsync(user, name, CancellationToken.None);
            return new PasswordResult.Wrong();
        }

        // After a hundred wrong passwords in a row, and for unknown names, no password is compared; a pretended check takes
        // as long.
        if (attempt.InARow is null)
        {
            await passwords.PretendAsync(user, name, CancellationToken.None);
            await refusals.NoteAsync(user, client, attempt.InARow);
            return new PasswordResult.Wrong();
        }

        if (!await passwords.VerifyAsync(user, name, password ?? "", CancellationToken.None))
        {
            await refusals.NoteAsync(user, client, attempt.InARow);
            return new PasswordResult.Wrong();
        }

        var state = user!.StateAt(clock.GetUtcNow(), await IsLockedAsync(user.Id, cancellationToken));
        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        if (!await IsStillAsync(transaction, user.SecurityStamp, cancellationToken))
        {
            // The password was changed while the old one was being checked. That change ended all sessions, so this one
            // must not begin.
            return new PasswordResult.Wrong();
        }

        await attempts.ClearAsync(transaction, attempt, cancellationToken);
        var next = attempt.AccountUntil is null && state == AccountState.Active
            ? await devices.UseAsync(transaction, device, cancellationToken)
            : null;
        var result = state != AccountState.Disabled && attempt.AccountUntil is { } until
            ? new PasswordResult.AccountLocked(until)
            : await nextStep.TakeAsync(transaction, user, state, client, next, returnUrl, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private async Task<bool> IsLockedAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await LockedAccounts.FindAsync(db, userId, cancellationToken) is not null;
    }

    private static Task<bool> IsStillAsync(
        PersonTransaction transaction, string? stamp, CancellationToken cancellationToken) =>
        Still.For(transaction.Db)(transaction.Db, transaction.UserId, stamp, cancellationToken);

    // One query for both names, whether or not anybody has them, so that the timing is the same.
    private async Task<PortalUser?> FindAsync(string login, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ByName.For(db)(db, normalizer.NormalizeName(login), cancellationToken);
    }
}
