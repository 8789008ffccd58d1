using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Accounts;

/// <summary>
/// "Forgot your password?" Sets a new password and nothing more: it never signs in, and the second step stays what
/// it was (ASVS 6.4.3).
/// </summary>
internal sealed class PasswordReset(
    IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, AccountLinks links, AccountMails mails,
    MailLimiter mailBudget, Outbox outbox, NewPassword newPassword, AttemptLimiter budget, SessionStore sessions,
    AuditLogWriter log, NotificationWriter notices, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Sends a link to the address if it is that of an account. For one that is not, the same is written, but for
    /// nobody and already over, so that neither the answer nor the time tells which it was. However often strangers ask,
    /// the owner who asks has a link: the one in the newest mail, or one more. A disabled or locked account gets none: its
    /// owner is mailed why not.
    /// </summary>
    public async Task<LinkRequest> RequestAsync(string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        if (EmailAddress.Typed(typed) is not { } email)
        {
            return new LinkRequest.NotAnAddress(EmailFault.Incomplete);
        }

        if (await mailBudget.ReserveAsync(client, cancellationToken) is { } until)
        {
            return new LinkRequest.TooMany(until);
        }

        var isWithin = await mailBudget.MaySendAsync(AccountLinkPurpose.ResetPassword, email, cancellationToken);
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
            db, AccountLinkPurpose.ResetPassword, userId, options.Value.ResetLifetime / 2, cancellationToken);
        var state = await db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken);

        // A closed account never has a link, so beyond the budget there is nothing for it to be sent once more.
        var mayMail = isWithin || (!hasLink && !state.IsClosed());
        var lifetime = mayMail && user is not null ? options.Value.ResetLifetime : TimeSpan.Zero;
        var address = user?.Email ?? email;
        var token = links.Add(
            db, AccountLinkPurpose.ResetPassword, user, address, state.IsClosed() ? TimeSpan.Zero : lifetime);
        await outbox.AddAsync(
            db, userId, $"reset:{Guid.NewGuid():N}",
            state switch
            {
                AccountState.Disabled => mails.AccountDisabled(address, language),
                AccountState.Locked => mails.AccountLocked(address, language),
                _ => mails.ResetPassword(address, language, token),
            },
            lifetime,
            cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(userId, AuditEvents.PasswordResetAsked).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        outbox.Wake();
        return new LinkRequest.Sent();
    }

    /// <summary>Whether the link of this token can still be used.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        await links.FindAsync(AccountLinkPurpose.ResetPassword, token, cancellationToken) is not null;

    /// <summary>Sets the password, ends all sessions and trust in devices, and opens a locked sign-in.</summary>
    public async Task<LinkUse> SetAsync(
        string? token, string? password, ClientInfo client, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(AccountLinkPurpose.ResetPassword, token, cancellationToken) is not { UserId: { } userId } link)
        {
            return new LinkUse.Over();
        }

        if (newPassword.Check(password, link.Email) is { } fault)
        {
            return new LinkUse.BadPassword(fault);
        }

        var hash = await newPassword.HashAsync(password!, cancellationToken);
        await using (var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken))
        {
            if ((await transaction.Db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken)).IsClosed()
                || !await links.UseAsync(transaction.Db, link, cancellationToken))
            {
                return new LinkUse.Over();
            }

            await newPassword.PutAsync(transaction, hash, byMailAt: clock.GetUtcNow(), cancellationToken);
            await AddressConfirmation.NoteAsync(transaction, link.Email, cancellationToken);
            await sessions.EndOthersAsync(transaction, keep: null, cancellationToken);
            await log.AppendAsync(
                transaction.Db, new AuditEvent(userId, AuditEvents.PasswordReset).From(client), cancellationToken);
            await notices.AddAsync(
                transaction, new PasswordChangedNotification(ByReset: true), client.Source(), cancellationToken: cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // The person who locked the account guessed at a password that is gone.
        var key = AttemptLimiter.Password(userId);
        await budget.ClearAsync(key, cancellationToken);
        await budget.ClearAsync(AttemptLimiter.Told(key), cancellationToken);
        await mailBudget.ClearAsync(AccountLinkPurpose.ResetPassword, link.Email, cancellationToken);
        return new LinkUse.Done();
    }
}
