namespace SecurityPortal.Accounts.Recovery;

/// <summary>Configuration section <c>Recovery</c>; time spans as <c>[d.]hh:mm:ss</c>.</summary>
internal sealed class RecoveryOptions
{
    /// <summary>Whether people can recover an account by themselves. Without it, support helps them.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How long a recovery waits, so that the owner can stop it. In less than an hour nobody would see the email.
    /// </summary>
    /// <value>from 01:00:00 to 30.00:00:00</value>
    public TimeSpan WaitingPeriod { get; set; } = TimeSpan.FromHours(72);

    /// <summary>
    /// How long the link works that is sent after the wait. A day is the most that NIST SP 800-63B-4 4.2.1.2 allows by
    /// email.
    /// </summary>
    /// <value>from 00:10:00 to 1.00:00:00</value>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Recoveries that can begin for one account in seven days.</summary>
    /// <value>from 1 to 100</value>
    public int RequestsPerWeek { get; set; } = 3;

    /// <summary>Whether two proofs of different kinds skip the wait (R20).</summary>
    public bool TwoProofs { get; set; } = true;

    /// <summary>How long an address or number that was changed proves nothing to a recovery by two proofs.</summary>
    /// <value>from 1.00:00:00 to 30.00:00:00</value>
    public TimeSpan RecentChange { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How long a request counts against <see cref="RequestsPerWeek"/>.</summary>
    public static readonly TimeSpan CountedFor = TimeSpan.FromDays(7);

    /// <summary>
    /// How long after a password was set by mail no wait begins, unless a second channel agrees (R15): a mailbox alone could
    /// do both, and NIST SP 800-63B-4 4.2.2.2 wants two proofs that travel differently.
    /// </summary>
    public static readonly TimeSpan AfterPasswordReset = TimeSpan.FromDays(7);
}
