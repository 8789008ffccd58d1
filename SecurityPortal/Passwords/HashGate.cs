namespace SecurityPortal.Passwords;

/// <summary>
/// Lets at most one slow hash a core run at a time. More would only make each slower and let a burst of sign-ins
/// take the memory (19 MiB each) and the cores of everybody else.
/// </summary>
internal sealed class HashGate : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken = default)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(hash, CancellationToken.None);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();
}
