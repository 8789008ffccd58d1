using SecurityPortal.Audit;
using SecurityPortal.Authentication.Flows;
using SecurityPortal.Authentication.Sessions;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Has the owner of an account show that they read mail at its address, where nobody ever did (R17). Accounts that the
/// portal makes are confirmed from the start; these come from an application on the same database. The person who registered
/// there with the address of somebody else would get a working account, whose notifications go to that other person.
/// </summary>
internal sealed class AddressConfirmation(
    IDbContextFactory<PortalDbContext> factory, AuthenticationFlowStore flows, AccountLinks links, LinkMailer mailer,
    MailLimiter limiter, AuditLogWriter log, TimeProvider clock)
{
    /// <summary>Sends the mail of a sign-in that stopped here; once for each, however often its page is opened.</summary>
    /// <param name="flow">The sign-in: who has not even the password has nothing sent.</param>
    public async Task<AddressMail> OpenAsync(AuthenticationFlow flow, ClientInfo client, CancellationToken cancellationToken) =>
        await WasSentAsync(flow, cancellationToken) is { } masked
            ? new AddressMail.Sent(masked)
            : await SendAsync(flow, client, cancellationToken);

    /// <summary>Sends another mail, as often as the address may be sent one. An older link goes on working.</summary>
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

    /// <summary>The address that the link of this token confirms; null when the link is over.</summary>
    public async Task<string?> EmailOfAsync(string? token, CancellationToken cancellationToken = default) =>
        (await links.FindAsync(AccountLinkPurpose.ConfirmAddress, token, cancellationToken))?.Email;

    /// <summary>Notes the address as confirmed. Nobody is signed in by it: password and second step are asked for as always.</summary>
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
    /// Notes that mail to this address is read by the owner of the account; false when the account has another address by
    /// now. Whatever else a link proved that went there, it proved this too.
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
