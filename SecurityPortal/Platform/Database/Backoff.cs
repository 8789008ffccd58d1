namespace SecurityPortal.Platform.Database;

/// <summary>How long a worker waits after something failed: twice as long each time, up to a limit.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, Math.Min(_failures++, 20));
        return wait < longest ? wait : longest;
    }

    /// <summary>It worked.</summary>
    public void Reset() => _failures = 0;
}
