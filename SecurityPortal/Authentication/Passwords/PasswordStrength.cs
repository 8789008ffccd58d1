using System.Threading.RateLimiting;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Rates passwords while they are typed. Rating costs as much as a slow hash, so only one password is rated at a time and
/// few wait: a late answer would be about text that has changed since.
/// </summary>
internal sealed class PasswordStrength(PasswordRules rules) : IDisposable
{
    /// <summary>How many requests may wait.</summary>
    public const int InLine = 8;

    private readonly ConcurrencyLimiter _turns = new(new() { PermitLimit = 1, QueueLimit = InLine });

    /// <summary>Rates the password. Returns null if too many requests are waiting.</summary>
    /// <param name="password">The password as typed so far.</param>
    /// <param name="about">As for <see cref="PasswordRules.Assess"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PasswordAssessment?> MeasureAsync(
        string? password, string?[] about, CancellationToken cancellationToken = default)
    {
        using var turn = await _turns.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? await Task.Run(() => rules.Assess(password, about), CancellationToken.None) : null;
    }

    public void Dispose() => _turns.Dispose();
}
