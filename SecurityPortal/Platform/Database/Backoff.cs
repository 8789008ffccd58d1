namespace SecurityPortal.Platform.Database;

/// <summary>How long a worker waits after a failure: twice as long each time, up to a limit.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>Returns the wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, Math.Min(_failures++, 20));
        return wait < longest ? wait : longest;
    }

    /// <summary>Starts again from the first wait, after a success.</summary>
    public void Reset() => _failures = 0;
}
