using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Limits how often strangers can have emails sent to other people. Each kind of email is counted separately: what a
/// stranger requests on one page must not use up what the owner needs on another.
/// </summary>
internal sealed class MailLimiter(
    AttemptLimiter limiter, KeyedHash keyedHash, ILookupNormalizer normalizer, IOptions<AccountOptions> options)
{
    /// <summary>Counts a request. Returns until when this network has to wait; null if it need not.</summary>
    public Task<DateTimeOffset?> ReserveAsync(ClientInfo client, CancellationToken cancellationToken) =>
        limiter.ReserveAsync(limiter.Today($"mail-from:{client.Network}"), options.Value.RequestsPerNetwork, cancellationToken);

    /// <summary>Counts an email and returns whether the address may get it. The person who asks never learns this.</summary>
    public async Task<bool> MaySendAsync(AccountLinkPurpose purpose, string email, CancellationToken cancellationToken) =>
        await limiter.ReserveAsync(Key(purpose, email), options.Value.MailsPerAddress, cancellationToken) is null;

    /// <summary>Resets the count: a link was used, so the owner reads the address.</summary>
    public Task ClearAsync(AccountLinkPurpose purpose, string email, CancellationToken cancellationToken) =>
        limiter.ClearAsync(Key(purpose, email), cancellationToken);

    private string Key(AccountLinkPurpose purpose, string email) =>
        $"mail-to:{purpose}:{Convert.ToHexString(keyedHash.Of("mail", normalizer.NormalizeEmail(email)))}";
}
