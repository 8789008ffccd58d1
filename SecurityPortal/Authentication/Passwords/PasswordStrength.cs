using System.Threading.RateLimiting;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Measures passwords while they are typed. Guessing like an attacker is as dear as a slow hash, so one is measured at a
/// time, and few wait: an answer that comes late is for what nobody types any more.
/// </summary>
internal sealed class PasswordStrength(PasswordRules rules) : IDisposable
{
    /// <summary>Questions that may wait.</summary>
    public const int InLine = 8;

    private readonly ConcurrencyLimiter _turns = new(new() { PermitLimit = 1, QueueLimit = InLine });

    /// <summary>Rates the password; null when too many ask.</summary>
    /// <param name="password">As it was typed so far.</param>
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
