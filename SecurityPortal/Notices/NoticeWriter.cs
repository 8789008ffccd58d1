using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using SecurityPortal.Data;
using SecurityPortal.Delivery;

namespace SecurityPortal.Notices;

/// <summary>Tells a person by e-mail what happened to their account, in the transaction that makes it happen.</summary>
internal sealed class NoticeWriter(Outbox outbox, MailComposer composer, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    /// <summary>Tells of something that has no place of its own, at the address on file.</summary>
    public Task AddAsync(PersonTransaction transaction, INotice notice, CancellationToken cancellationToken = default) =>
        AddAsync(transaction, notice, source: null, to: null, cancellationToken);

    /// <param name="source">Where it came from, if anybody did it.</param>
    /// <param name="to">Another address than the one on file, such as the one before a change.</param>
    public async Task AddAsync(
        PersonTransaction transaction, INotice notice, NoticeSource? source, string? to = null,
        CancellationToken cancellationToken = default)
    {
        var person = await transaction.Db.Users.Where(user => user.Id == transaction.UserId)
            .Select(user => new
            {
                user.Email,
                Language = transaction.Db.Set<Person>().Where(row => row.UserId == user.Id)
                    .Select(row => row.Language).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        if ((to ?? person.Email) is not { } address)
        {
            return;
        }

        await outbox.AddAsync(
            transaction,
            $"notice:{Guid.NewGuid():N}",
            composer.Compose(
                address, person.Language ?? "en", notice.Subject, texts => Parts(notice, source, texts)),
            Lifetime,
            cancellationToken);
    }

    private IEnumerable<MailPart> Parts(INotice notice, NoticeSource? source, IStringLocalizer texts)
    {
        foreach (var line in notice.Lines(texts))
        {
            yield return new(line);
        }

        yield return new(texts["Time: {0} (UTC)", clock.GetUtcNow().ToString("f", CultureInfo.CurrentCulture)]);
        if (source is not null)
        {
            yield return new(texts["From: {0}, {1}", source.Browser, source.Address]);
        }

        yield return new(
            texts["If this wasn't you, sign in and change your password and your methods:"], composer.Url("/sign-in"));
    }
}

/// <summary>Something that a person is told.</summary>
internal interface INotice
{
    string Subject(IStringLocalizer texts);

    IEnumerable<string> Lines(IStringLocalizer texts);
}
