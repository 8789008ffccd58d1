namespace SecurityPortal.TwoFactor.OneTimeCodes;

/// <summary>Configuration section <c>OneTimeCodes</c>.</summary>
internal sealed class OneTimeCodeOptions
{
    /// <summary>How long a code is good (ASVS 6.5.5: at most ten minutes).</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Tries at one code.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>The waits before the second, third and later sends; the last one repeats.</summary>
    public TimeSpan[] ResendDelays { get; set; } = [];

    /// <summary>Codes that one account may be sent in an hour, by all methods together.</summary>
    public int MaxSendsPerHour { get; set; } = 20;

    /// <summary>Codes that one account may be sent in a day, by all methods together.</summary>
    public int MaxSendsPerDay { get; set; } = 60;

    /// <summary>The wait before another code once <paramref name="sends"/> have gone out.</summary>
    public TimeSpan ResendDelay(int sends) => sends == 0
        ? TimeSpan.Zero
        : Delays[Math.Min(sends, Delays.Length) - 1];

    // A list in configuration is added to a default list, not put in its place; hence the default is here.
    private TimeSpan[] Delays => ResendDelays.Length > 0
        ? ResendDelays
        : [TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120)];
}
