using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.Platform.Database;
using SecurityPortal.TwoFactor;

namespace SecurityPortal.Accounts;

/// <summary>Changes the e-mail address: asked for in a confirmed session, confirmed at the new address, told at both.</summary>
internal sealed class EmailChange(
    IDbContextFactory<PortalDbContext> factory, StepUpGuard guard, ILookupNormalizer normalizer, AccountLinks links,
    AccountMails mails, MailLimiter budget, Outbox outbox, SessionStore sessions, AuditLogWriter log,
    NotificationWriter notices, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>What the person who gives an account an address waits for, so that two accounts cannot get the same.</summary>
    public static string Turn(string? normalizedEmail) => $"address:{normalizedEmail}";

    /// <summary>Sends a link to the new address, or, when that is somebody's already, word of it.</summary>
    public async Task<LinkRequest> RequestAsync(Guid sessionId, string? typed, CancellationToken cancellationToken = default)
    {
        var (email, refusal) = EmailAddress.Read(typed);
        if (email is null)
        {
            return new LinkRequest.NotAnAddress(refusal!.Value);
        }

        var maySend = await budget.MaySendAsync(AccountLinkPurpose.ChangeEmail, email, cancellationToken);
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new LinkRequest.Refused(fault!.Value);
        }

        await using var disposing = change;
        var db = change.Transaction.Db;
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == change.Transaction.UserId, cancellationToken);
        var language = await db.Set<Person>().Where(person => person.UserId == user.Id)
            .Select(person => person.Language).FirstAsync(cancellationToken) ?? "en";
        var isTaken = await IsTakenAsync(db, email, cancellationToken);
        var token = links.Add(
            db, AccountLinkPurpose.ChangeEmail, user, email,
            maySend && !isTaken ? options.Value.ConfirmationLifetime : TimeSpan.Zero, sessionId);
        await outbox.AddAsync(
            change.Transaction, $"email:{Guid.NewGuid():N}",
            isTaken ? mails.AddressTaken(email, language) : mails.ChangeEmail(email, language, token),
            maySend ? options.Value.ConfirmationLifetime : TimeSpan.Zero,
            cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(user.Id, AuditEvents.EmailChangeAsked).From(change.Session.Client), cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new LinkRequest.Sent();
    }

    /// <summary>The address that the link of this token proves; null when the link is over.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken = default) =>
        (await links.FindAsync(AccountLinkPurpose.ChangeEmail, token, cancellationToken))?.Email;

    /// <summary>Puts the new address in the place of the one before, in the account that asked for it.</summary>
    public async Task<LinkUse> ConfirmAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default)
    {
        if (await links.FindAsync(AccountLinkPurpose.ChangeEmail, token, cancellationToken) is not { UserId: { } userId } link)
        {
            return new LinkUse.Over();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if ((await transaction.Db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken)).IsClosed()
            || !await links.UseAsync(transaction.Db, link, cancellationToken))
        {
            return new LinkUse.Over();
        }

        if (await IsTakenAsync(transaction.Db, link.Email, cancellationToken))
        {
            return new LinkUse.Taken();
        }

        var old = await PutAsync(transaction, link.Email, cancellationToken);
        await sessions.EndOthersAsync(transaction, link.SessionId, cancellationToken);
        await TrustedDevices.ForgetAllAsync(transaction, cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.EmailChanged).From(client), cancellationToken);
        if (old is not null)
        {
            var masked = new EmailChangedNotification(EmailAddress.Masked(link.Email), Before: old);
            await notices.AddAsync(transaction, masked, client.Source(), to: old, cancellationToken);
        }

        await notices.AddAsync(
            transaction, new EmailChangedNotification(link.Email), client.Source(), cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await budget.ClearAsync(AccountLinkPurpose.ChangeEmail, link.Email, cancellationToken);
        return new LinkUse.Done();
    }

    /// <summary>Writes the address; the name to sign in with follows it where it was the address. The old address.</summary>
    public async Task<string?> PutAsync(PersonTransaction transaction, string email, CancellationToken cancellationToken)
    {
        var user = await transaction.Db.Users.AsNoTracking()
            .SingleAsync(row => row.Id == transaction.UserId, cancellationToken);
        var name = user.UserName == user.Email ? email : user.UserName;
        var (normalizedEmail, normalizedName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(name));
        var (stamp, concurrency) = (SecurityStamp.Create(), Guid.NewGuid().ToString());
        await transaction.Db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Email, email)
                .SetProperty(row => row.NormalizedEmail, normalizedEmail)
                .SetProperty(row => row.UserName, name)
                .SetProperty(row => row.NormalizedUserName, normalizedName)
                .SetProperty(row => row.EmailConfirmed, true)
                .SetProperty(row => row.SecurityStamp, stamp)
                .SetProperty(row => row.ConcurrencyStamp, concurrency),
            cancellationToken);
        return user.Email;
    }

    /// <summary>Whether an account has the address; until the caller's transaction ends, no other can get it.</summary>
    public async Task<bool> IsTakenAsync(PortalDbContext db, string email, CancellationToken cancellationToken)
    {
        var (asEmail, asName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(email));
        await db.TakeLockAsync(Turn(asEmail), cancellationToken);
        return await db.Users.AnyAsync(
            user => user.NormalizedEmail == asEmail || user.NormalizedUserName == asName, cancellationToken);
    }
}
