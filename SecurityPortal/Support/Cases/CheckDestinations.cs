using SecurityPortal.Accounts.Email;
using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Support.Callers;
using SecurityPortal.TwoFactor.Management;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.Support.Cases;

/// <summary>Finds where a person can be reached for a check. Agents see it masked.</summary>
internal sealed class CheckDestinations(
    ConfirmedPhoneStore phones, MessageProviders providers, RecentChanges changes, LostReports lostReports, AskedSessions asked,
    IOptions<SupportOptions> options)
{
    /// <param name="opened">When the case was opened: a browser that signed in later says nothing about the caller.</param>
    public async Task<CheckPlaces> MaskedAsync(
        PortalDbContext db, string userId, DateTimeOffset opened, CancellationToken cancellationToken)
    {
        var number = await NumberAsync(db, userId, cancellationToken);
        var email = await EmailAsync(db, userId, cancellationToken);
        return new(
            number?.Masked, email is null ? null : EmailAddress.Masked(email),
            await lostReports.FindAsync(db, userId, cancellationToken), await asked.AnyAsync(db, userId, opened, cancellationToken));
    }

    /// <summary>Returns where the person will be notified, masked: by mail always, by text if <paramref name="byText"/> is set.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(
        PortalDbContext db, string userId, bool byText, CancellationToken cancellationToken)
    {
        var email = await db.Users.Where(user => user.Id == userId).Select(user => user.Email).FirstOrDefaultAsync(cancellationToken);
        var number = byText ? await NumberAsync(db, userId, cancellationToken) : null;
        return [.. new[] { email is null ? null : EmailAddress.Masked(email), number?.Masked }.OfType<string>()];
    }

    /// <summary>Returns the full address or number, or why it proves nothing and nothing is sent there.</summary>
    public async Task<(CheckDestination? Destination, SupportFault? Fault)> FindAsync(
        PortalDbContext db, string userId, CheckKind kind, CancellationToken cancellationToken)
    {
        if (ProofChannels.Of(kind).IsLost(await lostReports.FindAsync(db, userId, cancellationToken)))
        {
            return (null, SupportFault.ReportedLost);
        }

        var changed = await changes.FindAsync(db, userId, options.Value.RecentChange, cancellationToken);
        if (kind == CheckKind.CodeByEmail)
        {
            return await EmailAsync(db, userId, cancellationToken) switch
            {
                null => (null, SupportFault.NoDestination),
                _ when changed.Email => (null, SupportFault.DestinationTooNew),
                { } email => (new(email, EmailAddress.Masked(email), CountryCode: null, Region: null), null),
            };
        }

        return await NumberAsync(db, userId, cancellationToken) switch
        {
            null => (null, SupportFault.NoDestination),
            _ when changed.Number => (null, SupportFault.DestinationTooNew),
            { } number => (new(number.E164, number.Masked, number.CountryCode, number.Region), null),
        };
    }

    // Where no texts are sent, nobody can be reached at a number.
    private async Task<PhoneNumber?> NumberAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        providers.Carries(DeliveryChannel.Sms) ? await phones.FindAsync(db, userId, cancellationToken) : null;

    private static Task<string?> EmailAsync(PortalDbContext db, string userId, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == userId && user.EmailConfirmed).Select(user => user.Email)
            .FirstOrDefaultAsync(cancellationToken);
}
