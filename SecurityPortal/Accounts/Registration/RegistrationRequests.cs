using SecurityPortal.Accounts.Email;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Registration;

/// <summary>Handles the first half of a registration, the address. The response does not reveal who has an account.</summary>
internal sealed class RegistrationRequests(
    IDbContextFactory<PortalDbContext> factory, AccountAddresses addresses, MailLimiter limiter, LinkMailer mailer, IOptions<AccountOptions> options)
{
    public bool IsOpen => options.Value.Registration;

    /// <summary>Sends an email to the address, with a link or saying that there is already an account.</summary>
    public async Task<LinkRequest> RequestAsync(string? typed, ClientInfo client, CancellationToken cancellationToken)
    {
        var (email, refusal) = EmailAddress.Read(typed);
        if (email is null)
        {
            return new LinkRequest.NotAnAddress(refusal!.Value);
        }

        if (await limiter.ReserveAsync(client, cancellationToken) is { } until)
        {
            return new LinkRequest.TooMany(until);
        }

        var maySend = await limiter.MaySendAsync(AccountLinkPurpose.Register, email, cancellationToken) && IsOpen;
        var language = CultureInfo.CurrentUICulture.Name;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isKnown = await addresses.IsTakenAsync(db, email, cancellationToken);
        await mailer.AddAsync(
            db, new(AccountLinkPurpose.Register, User: null, email, IsSent: maySend, HasLink: !isKnown),
            (mails, token) => isKnown ? mails.AlreadyRegistered(email, language) : mails.Register(email, language, token), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        mailer.Wake();
        return new LinkRequest.Sent();
    }
}
