using Microsoft.AspNetCore.Identity;
using SecurityPortal.Accounts.Email;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Passwords;

/// <summary>"Forgot your password?": emails the link that <see cref="PasswordReset"/> handles.</summary>
internal sealed class PasswordResetRequests(
    IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, AccountLinks links, LinkMailer mailer, MailLimiter mailLimiter,
    AuditLogWriter log, TimeProvider clock)
{
    /// <summary>
    /// Sends a link to the address if an account has it. If none has, the same rows are written, for nobody and already
    /// expired, so that neither the response nor its timing reveals which it was. However often strangers ask, an owner who
    /// asks has a working link: the one in the newest email, or another one. A disabled or locked account gets no link; its
    /// owner is emailed why.
    /// </summary>
    public async Task<LinkRequest> RequestAsync(string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        if (EmailAddress.Typed(typed) is not { } email)
        {
            return new LinkRequest.NotAnAddress(EmailFault.Incomplete);
        }

        if (await mailLimiter.ReserveAsync(client, cancellationToken) is { } until)
        {
            return new LinkRequest.TooMany(until);
        }

        var isWithin = await mailLimiter.MaySendAsync(AccountLinkPurpose.ResetPassword, email, cancellationToken);
        var normalized = normalizer.NormalizeEmail(email);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeLockAsync($"reset:{normalized}", cancellationToken);
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.NormalizedEmail == normalized, cancellationToken);
        var userId = user?.Id ?? "";
        var language = await db.Set<Person>().Where(person => person.UserId == userId)
            .Select(person => person.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        var hasLink = await links.AnyAsync(
            db, AccountLinkPurpose.ResetPassword, userId, mailer.LifetimeOf(AccountLinkPurpose.ResetPassword) / 2, cancellationToken);
        var state = await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken);

        // A closed account never has a link, so beyond the limit there is no reason to email its owner again.
        var mayMail = isWithin || (!hasLink && !state.IsClosed());
        var address = user?.Email ?? email;
        await mailer.AddAsync(
            db, new(AccountLinkPurpose.ResetPassword, user, address, IsSent: mayMail && user is not null, HasLink: !state.IsClosed()),
            (mails, token) => state switch
            {
                AccountState.Disabled => mails.AccountDisabled(address, language),
                AccountState.Locked => mails.AccountLocked(address, language),
                _ => mails.ResetPassword(address, language, token),
            },
            cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(userId, AuditEvents.PasswordResetAsked).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        mailer.Wake();
        return new LinkRequest.Sent();
    }
}
