namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// A lane of the outbox, whose messages are sent under the same rules. Codes have their own lane, so that a slow mail
/// server does not delay them.
/// </summary>
/// <param name="Timeout">How long a provider may take for one hand-over.</param>
/// <param name="Lease">
/// How long a claim holds. Must exceed <paramref name="Timeout"/> plus everything around it, or two workers would send the same message.
/// </param>
/// <param name="Slots">How many messages one process sends at the same time.</param>
/// <param name="FirstDelay">The wait before the second attempt; it doubles with each attempt.</param>
/// <param name="MaxChecks">
/// After this many checks of interrupted hand-overs, the message is given up; not if nobody waits for it and the provider can
/// look it up.
/// </param>
internal sealed record OutboxPartition(
    TimeSpan Timeout, TimeSpan Lease, int Slots, TimeSpan FirstDelay, int MaxChecks)
{
    private const int MaxAttempts = 7;
    private static readonly TimeSpan Awaited = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxDelayAwaited = TimeSpan.FromSeconds(10);

    /// <summary>Text and WhatsApp messages, most of them codes.</summary>
    public static readonly OutboxPartition Texts = new(
        Timeout: TimeSpan.FromSeconds(5), Lease: TimeSpan.FromSeconds(10), Slots: 16,
        FirstDelay: TimeSpan.FromMilliseconds(200), MaxChecks: 6);

    /// <summary>Mails. A mail server may take a while to accept one (RFC 5321 4.5.3.2).</summary>
    public static readonly OutboxPartition Mail = new(
        Timeout: TimeSpan.FromSeconds(45), Lease: TimeSpan.FromSeconds(60), Slots: 4,
        FirstDelay: TimeSpan.FromSeconds(2), MaxChecks: 4);

    /// <summary>
    /// Whether somebody is waiting for the message in front of a page, as for a code. If so, a failure is reported soon;
    /// any other message is retried until it expires, unless too many copies of it may have arrived already.
    /// </summary>
    public static bool IsAwaited(OutboxMessage message) => message.ExpiresAt - message.CreatedAt <= Awaited;

    /// <summary>Whether a message that the provider did not accept may be tried again.</summary>
    public static bool MayTryAgain(OutboxMessage message) => !IsAwaited(message) || message.Attempts < MaxAttempts;

    /// <summary>Returns the wait before the next attempt, varied by up to a fifth so that retries are spread out.</summary>
    public TimeSpan DelayAfter(OutboxMessage message)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Clamp(message.Attempts - 1, 0, 20));
        var longest = IsAwaited(message) ? MaxDelayAwaited : MaxDelay;
        return (doubled < longest ? doubled : longest) * (RandomNumberGenerator.GetInt32(800, 1201) / 1000.0);
    }
}
