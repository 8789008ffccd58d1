using SecurityPortal.Audit;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Platform.RateLimiting;
using SecurityPortal.TwoFactor.Management;

namespace SecurityPortal.Accounts.Email;

/// <summary>Emails the link that <see cref="EmailChange"/> handles to the new address that a signed-in person entered.</summary>
internal sealed class EmailChangeRequests(
    StepUpGuard guard, AccountAddresses addresses, MailLimiter limiter, RateLimits limits, LinkMailer mailer, AuditLogWriter log)
{
    /// <summary>How many emails one account can have sent in an hour, to whichever addresses.</summary>
    public const int MaxPerHour = 10;

    /// <summary>Sends a link to the new address or, if an account already has that address, an email that says so.</summary>
    public async Task<LinkRequest> RequestAsync(Guid sessionId, string? typed, CancellationToken cancellationToken = default)
    {
        var (email, refusal) = EmailAddress.Read(typed);
        if (email is null)
        {
            return new LinkRequest.NotAnAddress(refusal!.Value);
        }

        var maySend = await limiter.MaySendAsync(AccountLinkPurpose.ChangeEmail, email, cancellationToken);
        var (change, fault) = await guard.BeginChangeAsync(sessionId, cancellationToken);
        if (change is null)
        {
            return new LinkRequest.Refused(fault!.Value);
        }

        await using var disposing = change;
        var db = change.Transaction.Db;
        if (!await limits.TakeAsync(
            db, $"email-change:{change.Transaction.UserId}", MaxPerHour, RateLimits.Hour, cancellationToken))
        {
            return new LinkRequest.TooMany(
                DateTimeOffset.FromUnixTimeMilliseconds(limits.Begun(RateLimits.Hour)) + RateLimits.Hour);
        }

        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == change.Transaction.UserId, cancellationToken);
        var language = await db.Set<Person>().Where(person => person.UserId == user.Id)
            .Select(person => person.Language).FirstAsync(cancellationToken) ?? "en";
        var isTaken = await addresses.IsTakenAsync(db, email, cancellationToken);
        await mailer.AddAsync(
            change.Transaction,
            new(AccountLinkPurpose.ChangeEmail, user, email, IsSent: maySend, HasLink: !isTaken) { SessionId = sessionId },
            (mails, token) => isTaken ? mails.AddressTaken(email, language) : mails.ChangeEmail(email, language, token), cancellationToken);
        await log.AppendAsync(
            db, new AuditEvent(user.Id, AuditEvents.EmailChangeAsked).From(change.Session.Client), cancellationToken);
        await change.Transaction.CommitAsync(cancellationToken);
        return new LinkRequest.Sent();
    }
}
