using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Registration;

/// <summary>
/// Makes accounts: first the address (<see cref="RegistrationRequests"/>), then, behind a link that only its reader has, the
/// password. So nobody can prepare an account for somebody else.
/// </summary>
internal sealed class RegistrationCompletion(
    IDbContextFactory<PortalDbContext> factory, AccountLinks links, AccountAddresses addresses, NewPassword newPassword,
    MailLimiter limiter, SessionSeal seal, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>The address that the link of this token proves; null when the link is over.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken) =>
        (await links.FindAsync(AccountLinkPurpose.Register, token, cancellationToken))?.Email;

    /// <summary>Makes the account. It is not signed in.</summary>
    public async Task<LinkUse> CompleteAsync(
        string? token, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(AccountLinkPurpose.Register, token, cancellationToken) is not { } link)
        {
            return new LinkUse.Over();
        }

        if (newPassword.Check(password, link.Email) is { } fault)
        {
            return new LinkUse.BadPassword(fault);
        }

        var user = addresses.NewAccount(link.Email);
        user.PasswordHash = await newPassword.HashAsync(password!, cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await links.UseAsync(db, link, cancellationToken))
        {
            return new LinkUse.Over();
        }

        if (await addresses.IsTakenAsync(db, link.Email, cancellationToken))
        {
            return new LinkUse.Taken();
        }

        db.Add(user);
        db.Add(new Person { UserId = user.Id, Language = CultureInfo.CurrentUICulture.Name });
        if (KnownBrowser.Of(user.Id, client, seal, clock.GetUtcNow()) is { } browser)
        {
            // The first sign-in from here is no news to the person who has just made the account.
            db.Add(browser);
        }

        await db.SaveChangesAsync(cancellationToken);
        await log.AppendAsync(db, new AuditEvent(user.Id, AuditEvents.Registered).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await limiter.ClearAsync(AccountLinkPurpose.Register, link.Email, cancellationToken);
        return new LinkUse.Done();
    }
}
