namespace SecurityPortal.Authentication.Sessions;

/// <summary>Configuration section <c>Sessions</c>: how long sessions and trust last, and how many pages may be open.</summary>
internal sealed class SessionOptions
{
    /// <summary>
    /// A session ends when it has not been used for this long. NIST SP 800-63B-4 2.2.3 allows at most an hour.
    /// </summary>
    /// <value>above 0, at most Sessions:AbsoluteTimeout</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A session ends this long after the sign-in, even if it is in use. A day is the most that NIST SP 800-63B-4 2.2.3
    /// allows.
    /// </summary>
    /// <value>at least Sessions:IdleTimeout, at most 1.00:00:00</value>
    public TimeSpan AbsoluteTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a "Confirm it's you" stays valid.</summary>
    /// <value>above 0</value>
    public TimeSpan ConfirmLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a device stays trusted after the person has trusted it. With 0, no device can be trusted.
    /// </summary>
    /// <value>at least 0, at most 365.00:00:00</value>
    public TimeSpan TrustedDeviceLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The path of a MaxMind city database (.mmdb). Without one, no places are shown.</summary>
    /// <default>none</default>
    public string? PlaceDatabase { get; set; }

    /// <summary>Pages that one person can have open at once on a node.</summary>
    /// <value>at least 1</value>
    public int MaxPagesPerPerson { get; set; } = 50;

    /// <summary>Pages that one network can have open at once on a node. An office shares one network.</summary>
    /// <value>at least 1</value>
    public int MaxPagesPerAddress { get; set; } = 500;

    /// <summary>Pages that a node keeps open for everybody together. Each takes about 0.6 MB (decision 22).</summary>
    /// <value>at least 1</value>
    public int MaxPagesPerNode { get; set; } = 3000;
}
