using Microsoft.Extensions.Options;
using SecurityPortal.Data;
using SecurityPortal.Flows;
using SecurityPortal.Sessions;

namespace SecurityPortal.Accounts;

/// <summary>Keeps strangers from having mail sent to whomever they like, as often as they like.</summary>
internal sealed class MailBudget(AttemptBudget budget, KeyedHash keyedHash, IOptions<AccountOptions> options)
{
    /// <summary>Counts a request; the time until which this network has to wait, or null.</summary>
    public Task<DateTimeOffset?> ReserveAsync(ClientInfo client, CancellationToken cancellationToken) =>
        budget.ReserveAsync($"mail-from:{client.Network}", options.Value.RequestsPerNetwork, cancellationToken);

    /// <summary>Whether this address may be sent one more. Never told to whoever asks.</summary>
    public async Task<bool> MaySendAsync(string email, CancellationToken cancellationToken) =>
        await budget.ReserveAsync(
            $"mail-to:{Convert.ToHexString(keyedHash.Of("mail", email.ToUpperInvariant()))}",
            options.Value.MailsPerAddress,
            cancellationToken) is null;
}
