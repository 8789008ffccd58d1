using SecurityPortal.Messaging.Delivery;

namespace SecurityPortal.Messaging.Notifications;

/// <summary>Notifies a person by email of what happened to their account, in the same transaction.</summary>
internal sealed class NotificationWriter(
    Outbox outbox, MessageProviders providers, MailComposer composer, KeyedHash keyedHash, DurationTexts durations, TimeProvider clock)
{
    /// <summary>How long the "This wasn't me" link of a notification works.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(7);

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>Notifies the address on file, without naming a source.</summary>
    public Task AddAsync(PersonTransaction transaction, ISecurityNotification notice, CancellationToken cancellationToken = default) =>
        AddAsync(transaction, notice, source: null, to: null, cancellationToken);

    /// <param name="source">Where it came from; null if nobody did it.</param>
    /// <param name="to">An address to use instead of the one on file, such as the previous one after a change.</param>
    public async Task AddAsync(
        PersonTransaction transaction, ISecurityNotification notice, NotificationSource? source, string? to = null,
        CancellationToken cancellationToken = default)
    {
        var person = await transaction.Db.Users.Where(user => user.Id == transaction.UserId)
            .Select(user => new { user.Email, Row = transaction.Db.Set<Person>().FirstOrDefault(row => row.UserId == user.Id) })
            .AsNoTracking().SingleAsync(cancellationToken);
        if ((to ?? person.Email) is not { Length: > 0 } address)
        {
            return;
        }

        var token = RandomToken.Create();
        List<string> lines = [];
        var message = composer.Compose(
            address,
            person.Row?.Language ?? "en",
            notice.Subject,
            texts =>
            {
                lines.AddRange(notice.Lines(texts));
                return [.. lines.Select(line => new MailPart(line)), .. Footer(notice, source, token, person.Row?.TimeZone, texts)];
            },
            person.Row?.Region);
        await outbox.AddAsync(transaction, $"notice:{Guid.NewGuid():N}", message, Lifetime, cancellationToken);
        if (notice.HasLink)
        {
            Keep(transaction, notice, token, message.Subject!, lines, isListed: to is null);
        }
    }

    /// <summary>
    /// Sends the notification as a text message too, with its own link. Does nothing if the portal sends no text messages.
    /// </summary>
    /// <param name="number">The full number (E.164).</param>
    public async Task AddTextAsync(
        PersonTransaction transaction, ISecurityNotification notice, string number, int countryCode, CancellationToken cancellationToken = default)
    {
        if (!providers.Carries(DeliveryChannel.Sms))
        {
            return;
        }

        var language = await transaction.Db.Set<Person>().Where(row => row.UserId == transaction.UserId)
            .Select(row => row.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        var token = RandomToken.Create();
        string subject = "", text = "";
        List<string> lines = [];
        composer.In(language, texts =>
        {
            subject = notice.Subject(texts);
            lines.AddRange(notice.Lines(texts));
            text = string.Join(
                ' ',
                [$"{subject}.", .. lines, .. notice.HasLink ? [LinkLine(notice, texts), composer.Url($"/notices/{token}")] : Array.Empty<string>()]);
        });
        await outbox.AddAsync(
            transaction, $"notice:{Guid.NewGuid():N}", new(DeliveryChannel.Sms, number, text) { CountryCode = countryCode }, Lifetime, cancellationToken);
        if (notice.HasLink)
        {
            Keep(transaction, notice, token, subject, lines, isListed: false);
        }
    }

    private void Keep(
        PersonTransaction transaction, ISecurityNotification notice, string token, string subject, IEnumerable<string> lines, bool isListed)
    {
        var now = clock.GetUtcNow();
        transaction.Db.Add(new NotificationRecord
        {
            Id = Guid.CreateVersion7(now),
            UserId = transaction.UserId,
            TokenHash = keyedHash.OfToken(token, NotificationRecord.LinkToken),
            Subject = subject,
            Text = string.Join('\n', lines),
            Undo = notice.Undo,
            IsListed = isListed,
            CreatedAt = now,
            ExpiresAt = now + LinkLifetime,
        });
    }

    private IEnumerable<MailPart> Footer(
        ISecurityNotification notice, NotificationSource? source, string token, string? timeZone, IStringLocalizer texts)
    {
        var (zone, name) = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var own)
            ? (own, own.Id)
            : (TimeZoneInfo.Utc, "UTC");
        var now = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone);
        yield return new(texts["Time: {0} ({1})", now.ToString("f", CultureInfo.CurrentCulture), name]);
        if (source is not null)
        {
            yield return new(texts["From: {0}", source.Browser.Length == 0 ? source.Address : $"{source.Browser}, {source.Address}"]);
        }

        if (notice.HasLink)
        {
            yield return new(LinkLine(notice, texts), composer.Url($"/notices/{token}"));
        }
    }

    private string LinkLine(ISecurityNotification notice, IStringLocalizer texts) => notice.Undo is { } undo && NotificationAnswers.IsStop(undo)
        ? texts["Didn't ask for this? Stop it here:"]
        : texts["Wasn't you? Stop it here (the link works for {0}):", durations.Say(LinkLifetime)];
}
