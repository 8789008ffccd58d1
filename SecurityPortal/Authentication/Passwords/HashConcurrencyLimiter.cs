using System.Threading.RateLimiting;
using SecurityPortal.Platform.Web;

namespace SecurityPortal.Authentication.Passwords;

/// <summary>
/// Lets at most one slow hash a core run at a time. More would only make each slower and let a burst of sign-ins take the
/// memory (12 MiB each) and the cores of everybody else. A person who waits is served in turn, and whom there is no room for
/// is told so at once.
/// </summary>
internal sealed class HashConcurrencyLimiter : IDisposable
{
    /// <summary>People who may wait to have a set of codes hashed.</summary>
    public const int BatchesInLine = 16;

    private readonly ConcurrencyLimiter _cores;

    // Of several cores some stay for those who sign in.
    private readonly ConcurrencyLimiter _batches = new(new()
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = BatchesInLine,
    });

    /// <param name="options">How long the line may be; twice as long as <see cref="HashingLimit"/> lets it get.</param>
    public HashConcurrencyLimiter(IOptions<PasswordOptions>? options = null) => _cores = new(new()
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = 2 * (options?.Value ?? new PasswordOptions()).QueueLimit,
    });

    /// <exception cref="PortalBusyException">There are too many who wait.</exception>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken = default)
    {
        using var turn = await _cores.AcquireAsync(1, cancellationToken);
        return turn.IsAcquired ? await Task.Run(hash, CancellationToken.None) : throw new PortalBusyException();
    }

    /// <summary>Several hashes for one person, one after the other, so that others come in between.</summary>
    /// <exception cref="PortalBusyException">There are too many who wait.</exception>
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
