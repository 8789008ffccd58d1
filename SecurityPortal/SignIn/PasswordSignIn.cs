using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SecurityPortal.ActivityLog;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Methods;
using SecurityPortal.Passwords;
using SecurityPortal.Sessions;

namespace SecurityPortal.SignIn;

/// <summary>The first step: name and password.</summary>
internal sealed class PasswordSignIn(
    UserManager<PortalUser> users, PasswordVerifier passwords, AttemptBudget budget, FlowStore flows,
    SessionStore sessions, Enrolments enrolments, ActivityLogWriter log, KeyedHash keyedHash,
    IOptions<SignInOptions> options)
{
    private const int MaxLoginLength = 256;

    public async Task<PasswordResult> TryAsync(
        string? login, string? password, ClientInfo client, string returnUrl, CancellationToken cancellationToken)
    {
        login = login?.Trim() ?? "";
        var user = login.Length is > 0 and <= MaxLoginLength ? await FindAsync(login) : null;
        var addressKey = $"address:{client.Address}";
        if (await budget.ReserveAsync(addressKey, options.Value.TriesPerAddress, cancellationToken) is { } addressUntil)
        {
            // Says nothing of any account, so it may be told to anybody.
            return new PasswordResult.AddressLocked(addressUntil);
        }

        var accountKey = AccountKey(user, login);
        var lockedUntil = await budget.ReserveAsync(accountKey, options.Value.TriesPerAccount, cancellationToken);
        if (lockedUntil is not null
            && await budget.ReserveAsync($"{accountKey}/told", options.Value.TriesPerAccount, cancellationToken) is not null)
        {
            // Out of tries, and out of tries at being told so: the password is not even looked at.
            await passwords.VerifyAsync(user: null, password ?? "", cancellationToken);
            return new PasswordResult.Wrong();
        }

        if (!await passwords.VerifyAsync(user, password ?? "", cancellationToken))
        {
            await LogRefusalAsync(user, client, cancellationToken);
            return new PasswordResult.Wrong();
        }

        await budget.RefundAsync(addressKey, cancellationToken);
        if (lockedUntil is { } until)
        {
            return new PasswordResult.AccountLocked(until);
        }

        await budget.ClearAsync(accountKey, cancellationToken);
        return await GoOnAsync(user!, client, returnUrl, cancellationToken);
    }

    private async Task<PasswordResult> GoOnAsync(
        PortalUser user, ClientInfo client, string returnUrl, CancellationToken cancellationToken)
    {
        var enrolled = await enrolments.ListAsync(user.Id, cancellationToken);

        // Whoever has set up anything is never let in by the password alone, not even when none of it can be used.
        if (enrolled.All.Count > 0 || enrolled.HasUnknown)
        {
            var (token, flow) = await flows.BeginAsync(user, FlowPurpose.SignIn, null, returnUrl, cancellationToken);
            return new PasswordResult.SecondStep(token, flow.ExpiresAt);
        }

        var session = await sessions.BeginAsync(user.Id, secondStep: null, client, cancellationToken);
        await log.AppendAsync(
            new(user.Id, ActivityEvents.SignedIn, "Password") { Address = client.Address, UserAgent = client.UserAgent },
            cancellationToken);
        return new PasswordResult.SignedIn(session);
    }

    private async Task<PortalUser?> FindAsync(string login) =>
        login.Contains('@', StringComparison.Ordinal)
            ? await users.FindByEmailAsync(login) ?? await users.FindByNameAsync(login)
            : await users.FindByNameAsync(login);

    // One key whichever of the two names was typed; and one for names that nobody has, so that those lock alike.
    private string AccountKey(PortalUser? user, string login) =>
        $"password:{user?.Id ?? Convert.ToHexString(keyedHash.Of("login", users.NormalizeName(login) ?? ""))}";

    private async Task LogRefusalAsync(PortalUser? user, ClientInfo client, CancellationToken cancellationToken)
    {
        // Written for unknown names as well, under no person: the same work, hence the same time.
        await log.AppendAsync(
            new(user?.Id ?? "", ActivityEvents.PasswordRefused) { Address = client.Address, UserAgent = client.UserAgent },
            cancellationToken);
    }
}

/// <summary>What became of a name and a password.</summary>
internal abstract record PasswordResult
{
    private PasswordResult()
    {
    }

    /// <summary>Signed in; two-factor is off for this person.</summary>
    public sealed record SignedIn(string SessionToken) : PasswordResult;

    /// <summary>The second step is next.</summary>
    public sealed record SecondStep(string FlowToken, DateTimeOffset ExpiresAt) : PasswordResult;

    /// <summary>No such person, or not their password; nobody is told which.</summary>
    public sealed record Wrong : PasswordResult;

    /// <summary>The right password for an account that had too many wrong ones.</summary>
    public sealed record AccountLocked(DateTimeOffset Until) : PasswordResult;

    /// <summary>Too many wrong passwords from this address.</summary>
    public sealed record AddressLocked(DateTimeOffset Until) : PasswordResult;
}
