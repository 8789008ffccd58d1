using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.SignIn.Password;

/// <summary>The first step: name and password.</summary>
internal sealed class PasswordSignIn(
    UserManager<PortalUser> users, PasswordVerifier passwords, AttemptLimiter budget, AuthenticationFlowStore flows,
    SessionStore sessions, TrustedDevices devices, Enrolments enrolments, AuditLogWriter log, NotificationWriter notices,
    KeyedHash keyedHash, IDbContextFactory<PortalDbContext> factory, IOptions<SignInOptions> options, TimeProvider clock)
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
        var name = users.NormalizeName(login) ?? "";
        var addressKey = $"address:{client.Network}";

        // A trusted device counts by itself: wrong passwords of strangers never lock the owner out of it.
        // Asked of nobody's devices too, so that the work is the same whoever has an account (ASVS 6.3.8).
        var (accountKey, kind) = await devices.KnowsAsync(user?.Id ?? "", device, cancellationToken) && user is not null
            ? ($"password:{user.Id}/device:{device!.Id:N}", FailureLimit.PasswordOn(device.Id))
            : (AccountKey(user, login), FailureLimit.Password);
        var (addressUntil, lockedUntil, isMute, inARow) = await AdvisoryLocks.RetryOnConflictAsync(
            () => ReserveAsync(addressKey, accountKey, user?.Id ?? "", kind, cancellationToken));
        if (addressUntil is not null)
        {
            // Says nothing of any account, so it may be told to anybody.
            return new PasswordResult.AddressLocked(addressUntil.Value);
        }

        if (isMute)
        {
            // Out of tries, and out of tries at being told so: the password is not even looked at.
            await passwords.PretendAsync(user, name, cancellationToken);
            return new PasswordResult.Wrong();
        }

        // After a hundred wrong ones in a row none is compared: the same work is done for nobody's.
        if (inARow is null)
        {
            await passwords.PretendAsync(user, name, cancellationToken);
            await LogRefusalAsync(user, client, inARow, cancellationToken);
            return new PasswordResult.Wrong();
        }

        if (!await passwords.VerifyAsync(user, name, password ?? "", cancellationToken))
        {
            await LogRefusalAsync(user, client, inARow, cancellationToken);
            return new PasswordResult.Wrong();
        }

        // A device turns its token and may tell of a replay, in a change of its own.
        var state = user!.StateAt(clock.GetUtcNow(), await IsLockedAsync(user.Id, cancellationToken));
        var next = lockedUntil is null && state == AccountState.Active
            ? await UseDeviceAsync(user, device, cancellationToken)
            : null;
        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        if (!await IsStillAsync(transaction, user.SecurityStamp, cancellationToken))
        {
            // The password was changed while the old one was looked at: that change ended all sessions, and this is one.
            return new PasswordResult.Wrong();
        }

        await AttemptLimiter.RefundAsync(transaction.Db, addressKey, cancellationToken);
        if (lockedUntil is null)
        {
            await AttemptLimiter.ClearAsync(transaction.Db, accountKey, cancellationToken);
        }

        await FailureLimit.ClearPasswordAsync(transaction.Db, user.Id, cancellationToken);

        var result = state == AccountState.Disabled
            ? await RefuseDisabledAsync(transaction, client, cancellationToken)
            : lockedUntil is { } until ? new PasswordResult.AccountLocked(until)
            : state == AccountState.Unconfirmed ? await ConfirmFirstAsync(transaction, user, returnUrl, cancellationToken)
            : await GoOnAsync(transaction, user, client, next, returnUrl, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>
    /// Counts the attempt against the address and the account before anything is looked at. Mute when the account is
    /// out of tries, and out of tries at being told so. Then, how many in a row there are with this one; null when the
    /// limit was reached before, or there is nobody of that name.
    /// </summary>
    private async Task<(DateTimeOffset? AddressUntil, DateTimeOffset? AccountUntil, bool IsMute, int? InARow)> ReserveAsync(
        string addressKey, string accountKey, string userId, string kind, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var tries = options.Value.TriesPerAccount;
        var address = await budget.ReserveAsync(db, addressKey, options.Value.TriesPerAddress, cancellationToken);
        var account = address is null ? await budget.ReserveAsync(db, accountKey, tries, cancellationToken) : null;
        var isMute = account is not null
            && await budget.ReserveAsync(db, AttemptLimiter.Told(accountKey), tries, cancellationToken) is not null;
        int? inARow = null;
        if (address is null && !isMute)
        {
            var isCounted = await FailureLimit.CountAsync(db, userId, kind, "", cancellationToken);
            var sum = await FailureLimit.InARowAsync(db, userId, kind, cancellationToken);
            inARow = isCounted ? sum : null;
        }

        await transaction.CommitAsync(cancellationToken);
        return (address, account, isMute, inARow);
    }

    private async Task<bool> IsLockedAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await LockedAccounts.FindAsync(db, userId, cancellationToken) is not null;
    }

    private static Task<bool> IsStillAsync(
        PersonTransaction transaction, string? stamp, CancellationToken cancellationToken) =>
        Still.For(transaction.Db)(transaction.Db, transaction.UserId, stamp, cancellationToken);

    private async Task<PasswordResult> GoOnAsync(
        PersonTransaction transaction, PortalUser user, ClientInfo client, DeviceToken? next, string returnUrl,
        CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(transaction.Db, user.Id, cancellationToken);

        // A person who has set up anything is never let in by the password alone, not even when none of it can be used.
        // Identity's flag alone is set for people of another application who were not taken over yet (Docs/Decisions/24).
        var isOn = enrolled.AsksSecondStep || user.TwoFactorEnabled;
        if (isOn && (next is null || !await devices.KnowsAsync(transaction.Db, user.Id, next, cancellationToken)))
        {
            var (token, flow) = await flows.BeginAsync(
                transaction.Db, user, AuthenticationFlowPurpose.SignIn, null, returnUrl, cancellationToken);
            return new PasswordResult.SecondFactorRequired(token, flow.ExpiresAt);
        }

        var with = isOn ? AuthenticationMethods.Of(AuthenticationMethods.Password, AuthenticationMethods.TrustedDevice) : AuthenticationMethods.Password;
        if (await sessions.BeginAsync(transaction, secondStep: null, with, client, cancellationToken) is not { } session)
        {
            return await LockedAccounts.FindAsync(transaction.Db, user.Id, cancellationToken) is null
                ? new PasswordResult.Wrong()
                : new PasswordResult.Locked();
        }

        await log.AppendAsync(
            transaction.Db,
            new(user.Id, AuditEvents.SignedIn, with) { Address = client.Address, UserAgent = client.UserAgent },
            cancellationToken);
        return new PasswordResult.SignedIn(session, next);
    }

    // Said to the right password alone: to a stranger the account looks like any other (R17, ASVS 6.3.8).
    private async Task<PasswordResult> RefuseDisabledAsync(
        PersonTransaction transaction, ClientInfo client, CancellationToken cancellationToken)
    {
        var refusal = new AuditEvent(transaction.UserId, AuditEvents.DisabledSignIn, AuthenticationMethods.Password);
        await log.AppendAsync(transaction.Db, refusal.From(client), cancellationToken);
        return new PasswordResult.Disabled();
    }

    private async Task<PasswordResult> ConfirmFirstAsync(
        PersonTransaction transaction, PortalUser user, string returnUrl, CancellationToken cancellationToken)
    {
        var (token, flow) = await flows.BeginAsync(
            transaction.Db, user, AuthenticationFlowPurpose.ConfirmAddress, null, returnUrl, cancellationToken);
        return new PasswordResult.ConfirmAddress(token, flow.ExpiresAt);
    }

    /// <summary>The token for the device's next use when it is trusted; never for staff.</summary>
    private async Task<DeviceToken?> UseDeviceAsync(
        PortalUser user, DeviceToken? device, CancellationToken cancellationToken)
    {
        if (device is null || (await users.GetRolesAsync(user)).Any(PortalRoles.IsStaff))
        {
            return null;
        }

        switch (await devices.UseAsync(user.Id, device, cancellationToken))
        {
            case DeviceUse.Trusted trusted:
                return trusted.Next;
            case DeviceUse.Replayed:
                await using (var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken))
                {
                    await log.AppendAsync(
                        transaction.Db, new(user.Id, AuditEvents.TrustedDeviceReplayed), cancellationToken);
                    await notices.AddAsync(transaction, new DeviceReplayedNotification(), cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                }

                return null;
            default:
                return null;
        }
    }

    // One query for both names, whether or not anybody has them: the same work, hence the same time.
    private async Task<PortalUser?> FindAsync(string login, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ByName.For(db)(db, users.NormalizeName(login), cancellationToken);
    }

    // One key whichever of the two names was typed; and one for names that nobody has, so that those lock alike.
    private string AccountKey(PortalUser? user, string login) =>
        AttemptLimiter.Password(user?.Id ?? Convert.ToHexString(keyedHash.Of("login", users.NormalizeName(login) ?? "")));

    private async Task LogRefusalAsync(PortalUser? user, ClientInfo client, int? inARow, CancellationToken cancellationToken)
    {
        // Written for unknown names as well, under no person: the same work, hence the same time.
        await log.AppendAsync(
            new(user?.Id ?? "", AuditEvents.PasswordRefused) { Address = client.Address, UserAgent = client.UserAgent },
            cancellationToken);
        if (user is null || inARow != FailureLimit.Max)
        {
            return;
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(user.Id, AuditEvents.PasswordClosed).From(client), cancellationToken);
        await notices.AddAsync(transaction, new PasswordClosedNotification(), client.Source(), cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
