using Microsoft.AspNetCore.Identity;
using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;

namespace SecurityPortal.Accounts.Email;

/// <summary>
/// Keeps strangers from having mail sent to whomever they like, as often as they like. Each kind of mail is counted by
/// itself: what a stranger asks for on one page must not use up what the owner needs on another.
/// </summary>
internal sealed class MailLimiter(
    AttemptLimiter limiter, KeyedHash keyedHash, ILookupNormalizer normalizer, IOptions<AccountOptions> options)
{
    /// <summary>Counts a request; the time until which this network has to wait, or null.</summary>
    public Task<DateTimeOffset?> ReserveAsync(ClientInfo client, CancellationToken cancellationToken) =>
        limiter.ReserveAsync($"mail-from:{client.Network}", options.Value.RequestsPerNetwork, cancellationToken);

    /// <summary>Whether this address may be sent one more of this kind. Never told to the person who asks.</summary>
    public async Task<bool> MaySendAsync(AccountLinkPurpose purpose, string email, CancellationToken cancellationToken) =>
        await limiter.ReserveAsync(Key(purpose, email), options.Value.MailsPerAddress, cancellationToken) is null;

    /// <summary>Starts counting again: a link was used, so the owner of the address is there.</summary>
    public Task ClearAsync(AccountLinkPurpose purpose, string email, CancellationToken cancellationToken) =>
        limiter.ClearAsync(Key(purpose, email), cancellationToken);

    private string Key(AccountLinkPurpose purpose, string email) =>
        $"mail-to:{purpose}:{Convert.ToHexString(keyedHash.Of("mail", normalizer.NormalizeEmail(email)))}";
}
