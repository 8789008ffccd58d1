using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;
using SecurityPortal.Delivery;
using SecurityPortal.Notices;

namespace SecurityPortal.Recovery;

/// <summary>The mail with the link that ends a wait.</summary>
internal sealed class RecoveryMail(MailComposer composer)
{
    public async Task<OutgoingMessage> ComposeAsync(
        PortalDbContext db, string userId, string token, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var email = await db.Users.Where(user => user.Id == userId).Select(user => user.Email!).SingleAsync(cancellationToken);
        var language = await db.Set<Person>().Where(person => person.UserId == userId)
            .Select(person => person.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        return composer.Compose(
            email,
            language,
            texts => texts["Get back into your account"],
            texts =>
            [
                new(texts["Your waiting period is over. Continue recovering your account here:"], composer.Url($"/sign-in/recover/finish?token={token}")),
                new(texts["The link works once, until {0} (UTC), and asks for your password. Then you sign in and set up a new method.", expires.ToString("f", CultureInfo.CurrentCulture)]),
                new(texts["If you didn't ask for this, don't open the link. Sign in with one of your methods to cancel it, then change your password."]),
            ]);
    }
}
