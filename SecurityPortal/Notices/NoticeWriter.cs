using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Delivery;

namespace SecurityPortal.Notices;

/// <summary>Tells a person by e-mail what happened to their account, in the transaction that makes it happen.</summary>
internal sealed class NoticeWriter(
    Outbox outbox, IStringLocalizer<Texts> texts, IOptions<PortalOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public async Task AddAsync(PersonTransaction transaction, INotice notice, CancellationToken cancellationToken = default)
    {
        var person = await transaction.Db.Users.Where(user => user.Id == transaction.UserId)
            .Select(user => new
            {
                user.Email,
                Language = transaction.Db.Set<Person>().Where(row => row.UserId == user.Id)
                    .Select(row => row.Language).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        if (person.Email is null)
        {
            return;
        }

        var (subject, text) = Compose(notice, person.Language ?? "en");
        await outbox.AddAsync(
            transaction,
            $"notice:{Guid.NewGuid():N}",
            new(DeliveryChannel.Email, person.Email, text) { Subject = subject },
            Lifetime,
            cancellationToken);
    }

    private (string Subject, string Text) Compose(INotice notice, string language)
    {
        var before = CultureInfo.CurrentUICulture;
        var beforeFormats = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
            var at = clock.GetUtcNow().ToString("f", CultureInfo.CurrentCulture);
            var text = string.Join(
                "\n\n",
                [
                    .. notice.Lines(texts),
                    texts["Time: {0} (UTC)", at],
                    texts["If this wasn't you, sign in at {0} and change your password and your methods.", options.Value.PublicUrl],
                ]);
            return (notice.Subject(texts), text);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
            CultureInfo.CurrentCulture = beforeFormats;
        }
    }
}

/// <summary>Something that a person is told.</summary>
internal interface INotice
{
    string Subject(IStringLocalizer texts);

    IEnumerable<string> Lines(IStringLocalizer texts);
}
