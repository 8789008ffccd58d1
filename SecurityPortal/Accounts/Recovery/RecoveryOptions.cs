namespace SecurityPortal.Accounts.Recovery;

/// <summary>Configuration section <c>Recovery</c>; time spans as <c>[d.]hh:mm:ss</c>.</summary>
internal sealed class RecoveryOptions
{
    /// <summary>Whether people can recover an account by themselves. If not, they need support.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How long a recovery waits, so that the owner can stop it. In less than an hour, the owner may not see the email.
    /// </summary>
    /// <value>from 01:00:00 to 30.00:00:00</value>
    public TimeSpan WaitingPeriod { get; set; } = TimeSpan.FromHours(72);

    /// <summary>
    /// How long the link sent after the wait works. NIST SP 800-63B-4 4.2.1.2 allows at most a day by email.
    /// </summary>
    /// <value>from 00:10:00 to 1.00:00:00</value>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Recoveries that can begin for one account in seven days.</summary>
    /// <value>from 1 to 100</value>
    public int RequestsPerWeek { get; set; } = 3;

    /// <summary>Whether two proofs of different kinds skip the wait (R20).</summary>
    public bool TwoProofs { get; set; } = true;

    /// <summary>How long a changed address or number cannot serve as a proof in a recovery by two proofs.</summary>
    /// <value>from 1.00:00:00 to 30.00:00:00</value>
    public TimeSpan RecentChange { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How long a request counts against <see cref="RequestsPerWeek"/>.</summary>
    public static readonly TimeSpan CountedFor = TimeSpan.FromDays(7);

    /// <summary>
    /// How long after a password reset by email no wait begins, unless a second channel agrees (R15): a mailbox alone could
    /// do both, and NIST SP 800-63B-4 4.2.2.2 requires two proofs that travel by different channels.
    /// </summary>
    public static readonly TimeSpan AfterPasswordReset = TimeSpan.FromDays(7);
}
