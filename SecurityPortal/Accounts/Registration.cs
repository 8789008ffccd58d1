using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SecurityPortal.Audit;
using SecurityPortal.Authentication.Passwords;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Platform.Database;

namespace SecurityPortal.Accounts;

/// <summary>
/// Makes accounts: first the address, then, behind a link that only its reader has, the password. So nobody can prepare an
/// account for somebody else, and the person who asks learns nothing about who has one.
/// </summary>
internal sealed class Registration(
    IDbContextFactory<PortalDbContext> factory, ILookupNormalizer normalizer, AccountLinks links, AccountMails mails,
    MailLimiter budget, Outbox outbox, PasswordRules rules, IPasswordHasher<PortalUser> hasher, HashConcurrencyLimiter gate,
    SessionSeal seal, AuditLogWriter log, IOptions<AccountOptions> options, TimeProvider clock)
{
    public bool IsOpen => options.Value.Registration;

    /// <summary>Sends a mail to the address: with a link, or with word that there is an account.</summary>
    public async Task<LinkRequest> RequestAsync(string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        var (email, refusal) = EmailAddress.Read(typed);
        if (email is null)
        {
            return new LinkRequest.NotAnAddress(refusal!.Value);
        }

        if (await budget.ReserveAsync(client, cancellationToken) is { } until)
        {
            return new LinkRequest.TooMany(until);
        }

        var maySend = await budget.MaySendAsync(AccountLinkPurpose.Register, email, cancellationToken) && IsOpen;
        var language = CultureInfo.CurrentUICulture.Name;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isKnown = await IsTakenAsync(db, email, cancellationToken);
        var token = links.Add(
            db, AccountLinkPurpose.Register, user: null, email,
            maySend && !isKnown ? options.Value.ConfirmationLifetime : TimeSpan.Zero);
        await outbox.AddAsync(
            db, "", $"register:{Guid.NewGuid():N}",
            isKnown ? mails.AlreadyRegistered(email, language) : mails.Register(email, language, token),
            maySend ? options.Value.ConfirmationLifetime : TimeSpan.Zero,
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        outbox.Wake();
        return new LinkRequest.Sent();
    }

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

        if (rules.Check(password, link.Email) is { } fault)
        {
            return new LinkUse.BadPassword(fault);
        }

        var user = await NewUserAsync(link.Email, password!, cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await links.UseAsync(db, link, cancellationToken))
        {
            return new LinkUse.Over();
        }

        await db.TakeLockAsync(EmailChange.Turn(user.NormalizedEmail), cancellationToken);
        if (await IsTakenAsync(db, link.Email, cancellationToken))
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
        await budget.ClearAsync(AccountLinkPurpose.Register, link.Email, cancellationToken);
        return new LinkUse.Done();
    }

    private async Task<PortalUser> NewUserAsync(string email, string password, CancellationToken cancellationToken)
    {
        var user = NewAccount.Of(email, normalizer);
        user.PasswordHash = await gate.RunAsync(() => hasher.HashPassword(user, password), cancellationToken);
        return user;
    }

    private Task<bool> IsTakenAsync(PortalDbContext db, string email, CancellationToken cancellationToken)
    {
        var (asEmail, asName) = (normalizer.NormalizeEmail(email), normalizer.NormalizeName(email));
        return db.Users.AnyAsync(
            user => user.NormalizedEmail == asEmail || user.NormalizedUserName == asName, cancellationToken);
    }
}
