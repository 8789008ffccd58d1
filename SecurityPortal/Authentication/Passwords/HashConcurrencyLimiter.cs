using System.Threading.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Runs at most one slow hash per core at a time. More would only slow each one down, and let a burst of sign-ins take
/// memory (12 MiB each) and cores from everybody else. Requests wait in line; once the line is full, further ones are
/// refused immediately.
/// </summary>
internal sealed class HashConcurrencyLimiter : IDisposable
{
    /// <summary>How many people may wait for a set of codes to be hashed.</summary>
    public const int BatchesInLine = 16;

    private readonly ConcurrencyLimiter _cores;

    // With several cores, some stay free for people who sign in.
    private readonly ConcurrencyLimiter _batches = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = BatchesInLine,
    });

    /// <param name="options">Sets the length of the line: twice what <see cref="HashingLimit"/> lets in.</param>
    public HashConcurrencyLimiter(IOptions<PasswordOptions>? options = null) => _cores = new(new()
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = 2 * (options?.Value ?? new PasswordOptions()).QueueLimit,
    });

    /// <exception cref="PortalBusyException">Too many are waiting already.</exception>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken = default)
    {
        using var turn = await _cores.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? await Task.Run(hash, CancellationToken.None) : throw new PortalBusyException();
    }

    /// <summary>Computes several hashes for one person, one after another, so that others get their turn in between.</summary>
    /// <exception cref="PortalBusyException">Too many are waiting already.</exception>
    public async Task<IReadOnlyList<T>> RunAllAsync<T>(IEnumerable<Func<T>> hashes, CancellationToken cancellationToken = default)
    {
        using var turn = await _batches.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
        {
            throw new PortalBusyException();
        }

        List<T> results = [];
        foreach (var hash in hashes)
        {
            results.Add(await RunAsync(hash, cancellationToken));
        }

        return results;
    }

    public void Dispose()
    {
        _cores.Dispose();
        _batches.Dispose();
    }
}
