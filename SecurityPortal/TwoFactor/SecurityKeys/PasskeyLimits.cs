using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// Limits what strangers can do with the passkey button. Signatures cannot be guessed, and strangers could abuse a lock, so no
/// account is locked here. A network is: otherwise it could keep the portal busy and fill the log.
/// </summary>
internal sealed class PasskeyLimits(
    RateLimits rates, AttemptLimiter limiter, IDbContextFactory<PortalDbContext> factory,
    IOptionsMonitor<SecurityKeysOptions> options)
{
    /// <summary>Whether this network may request another challenge, each of which takes up a row for a few minutes.</summary>
    /// <param name="isByItself">
    /// Whether the browser asks by itself, to offer passkeys in the name field. Counted separately, so that pages that are
    /// merely open never block the button for others in the same office.
    /// </param>
    public Task<bool> MayAskAsync(ClientInfo client, bool isByItself, CancellationToken cancellationToken) => rates.TakeAsync(
        $"passkey-{(isByItself ? "offered" : "asked")}:{client.Network}", options.CurrentValue.AsksPerMinute, TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Counts an answer before it is checked; false when the network has to wait.</summary>
    public async Task<bool> ReserveAsync(ClientInfo client, CancellationToken cancellationToken) =>
        await limiter.ReserveAsync(Key(client), options.CurrentValue.TriesPerNetwork, cancellationToken) is null;

    /// <summary>
    /// Uncounts a correct answer, since whole offices share a network, and clears the person's count of refused passkeys.
    /// </summary>
    public async Task NoteSuccessAsync(string userId, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await AttemptLimiter.RefundAsync(db, Key(client), options.CurrentValue.TriesPerNetwork, cancellationToken);
        await AttemptLimiter.ClearAsync(db, PasskeyRefusals.Key(userId), cancellationToken);
    }

    private string Key(ClientInfo client) => limiter.Today($"passkey-from:{client.Network}");
}
