using System.Security.Cryptography;

namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// Messages that are sent beside each other under the same rules. Codes have a lane of their own, so that a mail
/// server that takes its time holds up no code.
/// </summary>
/// <param name="Timeout">How long a provider may take for one hand-over.</param>
/// <param name="Lease">
/// How long a claim holds. Longer than <paramref name="Timeout"/> with all that is around it, or two workers would
/// send the same message.
/// </param>
/// <param name="Slots">Messages in progress at once in one process.</param>
/// <param name="FirstDelay">The wait before a second try; it doubles with each.</param>
/// <param name="MaxChecks">Interrupted hand-overs after which nothing is sent again.</param>
internal sealed record OutboxPartition(
    TimeSpan Timeout, TimeSpan Lease, int Slots, TimeSpan FirstDelay, int MaxChecks)
{
    private const int MaxAttempts = 7;
    private static readonly TimeSpan Awaited = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxDelayAwaited = TimeSpan.FromSeconds(10);

    /// <summary>Texts, most of them codes.</summary>
    public static readonly OutboxPartition Texts = new(
        Timeout: TimeSpan.FromSeconds(5), Lease: TimeSpan.FromSeconds(10), Slots: 16,
        FirstDelay: TimeSpan.FromMilliseconds(200), MaxChecks: 6);

    /// <summary>Mails. A mail server may think for a while before it takes one (RFC 5321 4.5.3.2).</summary>
    public static readonly OutboxPartition Mail = new(
        Timeout: TimeSpan.FromSeconds(45), Lease: TimeSpan.FromSeconds(60), Slots: 4,
        FirstDelay: TimeSpan.FromSeconds(2), MaxChecks: 4);

    /// <summary>
    /// Whether somebody waits for the message in front of a page, as for a code: then it is said soon that it will not
    /// come. Anything else is tried until it expires.
    /// </summary>
    public static bool IsAwaited(OutboxMessage message) => message.ExpiresAt - message.CreatedAt <= Awaited;

    /// <summary>Whether a message that nobody took may be tried once more.</summary>
    public static bool MayTryAgain(OutboxMessage message) => !IsAwaited(message) || message.Attempts < MaxAttempts;

    /// <summary>The wait before the next try, up to a fifth longer or shorter so that many do not come back at once.</summary>
    public TimeSpan DelayAfter(OutboxMessage message)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Clamp(message.Attempts - 1, 0, 20));
        var longest = IsAwaited(message) ? MaxDelayAwaited : MaxDelay;
        return (doubled < longest ? doubled : longest) * (RandomNumberGenerator.GetInt32(800, 1201) / 1000.0);
    }
}
