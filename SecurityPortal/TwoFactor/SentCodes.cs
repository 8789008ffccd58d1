using SecurityPortal.Messaging.Delivery;
using SecurityPortal.Messaging.Delivery.Limits;
using SecurityPortal.TwoFactor.OneTimeCodes;
using SecurityPortal.TwoFactor.PhoneNumbers;

namespace SecurityPortal.TwoFactor;

/// <summary>
/// What methods that send a code to the person's number have in common. For an enrolment, they use the number being set up;
/// for everything else, the confirmed one.
/// </summary>
internal sealed class SentCodes(
    IDbContextFactory<PortalDbContext> factory, OneTimeCodeService codes, PendingEnrolments pending, ConfirmedPhoneStore phones,
    Outbox outbox, SendGuard guard, ConversionMonitor conversions, IOptions<OneTimeCodeOptions> options)
{
    /// <param name="method">The method that sends, and the channel it sends by.</param>
    /// <param name="address">The IP address that asked for the code.</param>
    /// <param name="write">Builds the message from the number and the code.</param>
    public async Task<IssueResult> SendAsync(
        string userId, (string Id, DeliveryChannel Channel) method, string purpose, string? address,
        Func<PhoneNumber, string, OutgoingMessage> write, CancellationToken cancellationToken)
    {
        if (await NumberAsync(userId, purpose, cancellationToken) is not { } number)
        {
            return new IssueResult.NoDestination();
        }

        return await codes.IssueAsync(
            new(userId, purpose, method.Id, number.E164),
            async (transaction, code) =>
            {
                if (await guard.ReserveAsync(transaction.Db, Wish(method.Channel, number, purpose, address), cancellationToken) is { } refusal)
                {
                    return Refusal(refusal);
                }

                await outbox.AddAsync(
                    transaction, Group(purpose, method.Id), write(number, code), options.Value.Lifetime, cancellationToken);
                return null;
            },
            cancellationToken);
    }

    public async Task<bool> VerifyAsync(
        string userId, (string Id, DeliveryChannel Channel) method, string purpose, string token)
    {
        if (CodeText.Normalize(token) is not { } code
            || await NumberAsync(userId, purpose, CancellationToken.None) is not { } number
            || !await codes.VerifyAsync(new(userId, purpose, method.Id, number.E164), code))
        {
            return false;
        }

        await conversions.CountEnteredAsync(Wish(method.Channel, number, purpose, address: null), CancellationToken.None);
        return true;
    }

    /// <inheritdoc cref="OneTimeCodeService.IsOverAsync"/>
    public Task<bool> IsOverAsync(string purpose, string method, CancellationToken cancellationToken) =>
        codes.IsOverAsync(purpose, method, cancellationToken);

    public async Task<bool> IsOnAsync(string userId, string method)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<MethodEnrolment>().AnyAsync(row => row.UserId == userId && row.Method == method);
    }

    /// <summary>Returns the outbox group of the codes for one purpose and method.</summary>
    public static string Group(string purpose, string method) => $"code:{purpose}:{method}";

    private static SendRequest Wish(DeliveryChannel channel, PhoneNumber number, string purpose, string? address) =>
        new(channel, number.E164, number.Region, address) { IsConfirmed = EnrolmentPurpose.Id(purpose) is null };

    /// <summary>Returns why a code was not sent, for the person who asked for it.</summary>
    public static CodeRefusal Refusal(SendRefusal refusal) => refusal switch
    {
        SendRefusal.RegionNotServed => CodeRefusal.RegionNotServed,
        SendRefusal.NumberLimit => CodeRefusal.NumberLimit,
        SendRefusal.AddressLimit => CodeRefusal.AddressLimit,
        SendRefusal.Paused => CodeRefusal.Paused,
        SendRefusal.NoProvider => CodeRefusal.NoProvider,
    };

    private async Task<PhoneNumber?> NumberAsync(string userId, string purpose, CancellationToken cancellationToken)
    {
        if (EnrolmentPurpose.Id(purpose) is null)
        {
            return await phones.FindAsync(userId, cancellationToken);
        }

        return await pending.FindAsync(purpose, userId, cancellationToken) is { } row
            ? phones.Read(pending.Payload(row))
            : null;
    }
}
