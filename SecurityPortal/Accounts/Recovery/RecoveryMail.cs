using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Notifications;
using SecurityPortal.TwoFactor.OneTimeCodes;

namespace SecurityPortal.Accounts.Recovery;

/// <summary>Composes the emails of a recovery: the link that ends a wait, and the code that is one of two proofs.</summary>
internal sealed class RecoveryMail(MailComposer composer, DurationTexts durations, IOptions<OneTimeCodeOptions> codes)
{
    /// <summary>
    /// Composes the email with a code that is one of two proofs. It says what the code opens, so that nobody reads it out
    /// to a caller.
    /// </summary>
    public async Task<OutgoingMessage> ComposeCodeAsync(
        PortalDbContext db, string userId, string email, string code, CancellationToken cancellationToken)
    {
        var language = await db.Set<Person>().Where(person => person.UserId == userId)
            .Select(person => person.Language).FirstOrDefaultAsync(cancellationToken) ?? "en";
        return composer.Compose(
            email,
            language,
            texts => texts["Your code to get back into your account"],
            texts =>
            [
                new(texts["{0} is your code to get back in. It works once, for {1}.", code, durations.Say(codes.Value.Lifetime)]),
                new(texts["Don't tell it to anyone, not even support. If you didn't ask for it, someone knows your password, so change it."]),
            ]) with
        { Code = code };
    }

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
