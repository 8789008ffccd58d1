using Microsoft.EntityFrameworkCore;
using SecurityPortal.Data;
using SecurityPortal.Delivery;
using SecurityPortal.OneTimeCodes;
using SecurityPortal.PhoneNumbers;

namespace SecurityPortal.Methods;

/// <summary>
/// What methods that send a code to the person's number have in common: to the number being set up for a set-up,
/// to the confirmed one for everything else.
/// </summary>
internal sealed class SentCodes(
    IDbContextFactory<PortalDbContext> factory, OneTimeCodeService codes, PendingEnrolments pending, PhoneBook phones,
    Outbox outbox)
{
    /// <param name="write">Makes the message of the number and the code.</param>
    /// <param name="lifetime">How long the message is worth sending.</param>
    public async Task<IssueResult> SendAsync(
        string userId, string method, string purpose, Func<PhoneNumber, string, OutgoingMessage> write, TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        if (await NumberAsync(userId, purpose, cancellationToken) is not { } number)
        {
            return new IssueResult.NoDestination();
        }

        return await codes.IssueAsync(
            new(userId, purpose, method, number.E164),
            (transaction, code) =>
                outbox.AddAsync(transaction, Group(purpose, method), write(number, code), lifetime, cancellationToken),
            cancellationToken);
    }

    public async Task<bool> VerifyAsync(string userId, string method, string purpose, string token)
    {
        return CodeText.Normalize(token) is { } code
            && await NumberAsync(userId, purpose, CancellationToken.None) is { } number
            && await codes.VerifyAsync(new(userId, purpose, method, number.E164), code);
    }

    public async Task<bool> IsOnAsync(string userId, string method)
    {
        await using var db = await factory.CreateDbContextAsync();
        return await db.Set<MethodEnrolment>().AnyAsync(row => row.UserId == userId && row.Method == method);
    }

    /// <summary>The outbox group of the codes for one purpose by one method.</summary>
    public static string Group(string purpose, string method) => $"code:{purpose}:{method}";

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
