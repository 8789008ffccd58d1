namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Configuration section <c>OneTimeCodes</c>.</summary>
internal sealed class OneTimeCodeOptions
{
    /// <summary>How long a code works. ASVS 6.5.5 allows at most ten minutes.</summary>
    /// <value>above 0, at most 00:10:00</value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Tries at one code.</summary>
    /// <value>from 1 to 10</value>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The waits before the second, the third and each later code. The last one repeats.</summary>
    /// <value>each at least 0</value>
    /// <default>00:00:30, 00:01:00, 00:02:00</default>
    public TimeSpan[] ResendDelays { get; set; } = [];

    /// <summary>Codes that one account can be sent in an hour, by all methods together.</summary>
    /// <value>at least 1</value>
    public int MaxSendsPerHour { get; set; } = 20;

    /// <summary>Codes that one account can be sent in a day, by all methods together.</summary>
    /// <value>at least 1</value>
    public int MaxSendsPerDay { get; set; } = 60;

    /// <summary>The wait before another code once <paramref name="sends"/> have gone out.</summary>
    public TimeSpan ResendDelay(int sends) => sends == 0
        ? TimeSpan.Zero
        : Delays[Math.Min(sends, Delays.Length) - 1];

    // Configuration binding appends to a default list instead of replacing it, so the default is here.
    private TimeSpan[] Delays => ResendDelays.Length > 0
        ? ResendDelays
        : [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)];
}
