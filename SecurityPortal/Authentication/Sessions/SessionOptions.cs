namespace SecurityPortal.Authentication.Sessions;

/// <summary>Configuration section <c>Sessions</c>; all values as <c>hh:mm:ss</c>.</summary>
internal sealed class SessionOptions
{
    /// <summary>Without a request for this long, the session ends (NIST 800-63B-4 2.2.3: at most an hour).</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The session ends after this long whatever happens: at most a day, which is what NIST 800-63B-4 2.2.3 has for AAL2. No
    /// longer value is taken, since a forgotten session here opens everything that protects the account.
    /// </summary>
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a "Confirm it's you" is good for.</summary>
    public TimeSpan ConfirmLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a trusted device stays trusted, counted from when it was; zero offers no trust.</summary>
    public TimeSpan TrustedDeviceLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A MaxMind city database (<c>.mmdb</c>); without one no places are shown.</summary>
    public string? PlaceDatabase { get; set; }

    /// <summary>Open pages that one person may have at once.</summary>
    public int MaxPagesPerPerson { get; set; } = 50;

    /// <summary>Open pages that one network may have at once at a node. Whole offices share one.</summary>
    public int MaxPagesPerAddress { get; set; } = 500;

    /// <summary>Open pages of everybody at a node. Each takes about a third of a megabyte (Docs/Decisions/22), so a gigabyte.</summary>
    public int MaxPagesPerNode { get; set; } = 3000;
}
