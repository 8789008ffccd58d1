using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Requires the owner of an account with an unconfirmed address to show that they read email there (R17). Accounts that the
/// portal creates are confirmed from the start; unconfirmed ones come from an application on the same database. Without
/// this, somebody who registered there with another person's address would get a working account whose notifications go to
/// that other person.
/// </summary>
internal sealed class AddressConfirmation(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, AccountLinks links, LinkMailer mailer,
    MailLimiter limiter, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>
    /// Sends the confirmation email of a sign-in that stopped here: once per sign-in, however often the page is opened.
    /// </summary>
    /// <param name="flow">The pending sign-in. It exists only after the right password, so nothing is sent without that.</param>
    public async Task<AddressMail> OpenAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        await WasSentAsync(flow, cancellationToken) is { } masked
            ? new AddressMail.Sent(masked)
            : await SendAsync(flow, client, cancellationToken);

    /// <summary>Sends another email if the limit of the address allows it. Older links keep working.</summary>
    /// <inheritdoc cref="OpenAsync" path="/param"/>
    public async Task<AddressMail> SendAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken)
    {
        PortalUser? user;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            user = await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == flow.UserId, cancellationToken);
        }

        if (flow.Purpose != AuthenticationFlowPurpose.ConfirmAddress || user?.StateAt(clock.GetUtcNow()) != AccountState.Unconfirmed)
        {
            return new AddressMail.Over();
        }

        var email = user.Email!;
        if (!await limiter.MaySendAsync(AccountLinkPurpose.ConfirmAddress, email, cancellationToken))
        {
            return new AddressMail.TooMany(EmailAddress.Masked(email));
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, user.Id, cancellationToken);
        if (!await flows.IsAliveAsync(transaction.Db, flow.Id, cancellationToken))
        {
            return new AddressMail.Over();
        }

        var language = await transaction.Db.Set<Person>().Where(person => person.UserId == user.Id)
            .Select(person => person.Language).FirstOrDefaultAsync(cancellationToken)
            ?? System.Globalization.CultureInfo.CurrentUICulture.Name;
        await mailer.AddAsync(
            transaction, new(AccountLinkPurpose.ConfirmAddress, user, email),
            (mails, token) => mails.ConfirmAddress(email, language, token), cancellationToken);
        await log.AppendAsync(
            transaction.Db, new AuditEvent(user.Id, AuditEvents.EmailConfirmationAsked).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AddressMail.Sent(EmailAddress.Masked(email));
    }

    /// <summary>Returns the address that the link with this token confirms; null if the link is no longer valid.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken = default) =>
        (await links.FindAsync(AccountLinkPurpose.ConfirmAddress, token, cancellationToken))?.Email;

    /// <summary>
    /// Marks the address as confirmed. This signs nobody in: the password and the second step are still required.
    /// </summary>
    public async Task<LinkUse> ConfirmAsync(string? token, ClientInfo client, CancellationToken cancellationToken = default)
    {
        if (await links.FindAsync(AccountLinkPurpose.ConfirmAddress, token, cancellationToken) is not { UserId: { } userId } link)
        {
            return new LinkUse.Over();
        }

        await using var transaction = await PersonTransaction.BeginAsync(factory, userId, cancellationToken);
        if ((await transaction.Db.AccountStateAsync(userId, clock.GetUtcNow(), cancellationToken)).IsClosed()
            || !await links.UseAsync(transaction.Db, link, cancellationToken)
            || !await NoteAsync(transaction, link.Email, cancellationToken))
        {
            return new LinkUse.Over();
        }

        await log.AppendAsync(
            transaction.Db, new AuditEvent(userId, AuditEvents.EmailConfirmed).From(client), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new LinkUse.Done();
    }

    /// <summary>
    /// Marks the address as confirmed; returns false if the account has another address by now. Any link that was sent to
    /// the address proves this as well, whatever else it is for.
    /// </summary>
    public static async Task<bool> NoteAsync(PersonTransaction transaction, string email, CancellationToken cancellationToken) =>
        await transaction.Db.Users.Where(user => user.Id == transaction.UserId && user.Email == email).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.EmailConfirmed, true), cancellationToken) == 1;

    private async Task<string?> WasSentAsync(AuthenticationFlow flow, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var email = await db.Set<AccountLink>()
            .Where(link => link.UserId == flow.UserId && link.Purpose == AccountLinkPurpose.ConfirmAddress
                && link.CreatedAt >= flow.CreatedAt && link.ExpiresAt > now)
            .Select(link => link.Email).FirstOrDefaultAsync(cancellationToken);
        return email is null ? null : EmailAddress.Masked(email);
    }
}
