using SecurityPortal.Accounts.Email;
using SecurityPortal.Accounts.Passwords;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Registration;

/// <summary>
/// Creates accounts. The address comes first (<see cref="RegistrationRequests"/>), and the password only through a link
/// that was sent there, so nobody can prepare an account for somebody else.
/// </summary>
internal sealed class RegistrationCompletion(
    IDbContextFactory<PortalDbContext> factory, AccountLinks links, AccountAddresses addresses, NewPassword newPassword,
    MailLimiter limiter, SessionSeal seal, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Returns the address that the link with this token confirms; null if the link is no longer valid.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken) =>
        (await links.FindAsync(AccountLinkPurpose.Register, token, cancellationToken))?.Email;

    /// <summary>Creates the account, without signing the person in.</summary>
    public async Task<LinkUse> CompleteAsync(
        string? token, string? name, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(AccountLinkPurpose.Register, token, cancellationToken) is not { } link)
        {
            return new LinkUse.Over();
        }

        var displayName = DisplayName.Of(name);
        if (displayName is null && VisibleText.Trim(name).Length > 0)
        {
            return new LinkUse.NotAName();
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
        db.Add(new Person
        {
            UserId = user.Id,
            Language = CultureInfo.CurrentUICulture.Name,
            DisplayName = displayName?.Text,
            NameKey = displayName?.Key,
            FamilyNameKey = displayName?.FamilyNameKey,
        });
        if (KnownBrowser.Of(user.Id, client, seal, clock.GetUtcNow()) is { } browser)
        {
            // The person has just created the account in this browser, so the first sign-in from it is not notified.
            db.Add(browser);
        }

        await db.SaveChangesAsync(cancellationToken);
        await log.AppendAsync(db, new AuditEvent(user.Id, AuditEvents.Registered).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await limiter.ClearAsync(AccountLinkPurpose.Register, link.Email, cancellationToken);
        return new LinkUse.Done();
    }
}
