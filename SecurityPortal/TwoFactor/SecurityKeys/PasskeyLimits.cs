using SecurityPortal.Authentication.Sessions;
using SecurityPortal.Authentication.Throttling;
using SecurityPortal.Platform.RateLimiting;

namespace SecurityPortal.TwoFactor.SecurityKeys;

/// <summary>
/// What strangers may do at the passkey button. Signatures are not guessed, so no account is locked here, which strangers
/// could abuse; a network is, which would only make work and fill the log.
/// </summary>
internal sealed class PasskeyLimits(
    RateLimits rates, AttemptLimiter limiter, IDbContextFactory<PortalDbContext> factory,
    IOptionsMonitor<SecurityKeysOptions> options)
{
    /// <summary>Whether this network may ask for one more challenge, each of which is a row for a few minutes.</summary>
    /// <param name="isByItself">
    /// Whether the browser asks by itself, for the passkeys in the name's field. Counted apart, so that pages that are merely
    /// open never take the button away from others in the same office.
    /// </param>
    public Task<bool> MayAskAsync(ClientInfo client, bool isByItself, CancellationToken cancellationToken) => rates.TakeAsync(
        $"passkey-{(isByItself ? "offered" : "asked")}:{client.Network}", options.CurrentValue.AsksPerMinute, TimeSpan.FromMinutes(1), cancellationToken);

    /// <summary>Counts an answer before it is looked at; false when the network has to wait.</summary>
    public async Task<bool> ReserveAsync(ClientInfo client, CancellationToken cancellationToken) =>
        await limiter.ReserveAsync(Key(client), options.CurrentValue.TriesPerNetwork, cancellationToken) is null;

    /// <summary>
    /// Takes an answer back that was right, since whole offices share a network, and forgets the person's refusals.
    /// </summary>
    public async Task NoteSuccessAsync(string userId, ClientInfo client, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await AttemptLimiter.RefundAsync(db, Key(client), cancellationToken);
        await AttemptLimiter.ClearAsync(db, PasskeyRefusals.Key(userId), cancellationToken);
    }

    private static string Key(ClientInfo client) => $"passkey-from:{client.Network}";
}
