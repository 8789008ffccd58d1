using System.Security.Cryptography;

namespace SecurityPortal.Delivery;

/// <summary>
/// Messages that are sent beside each other under the same rules. Codes have a lane of their own, so that a mail
/// server that takes its time holds up no code.
/// </summary>
/// <param name="Timeout">How long a provider may take for one hand-over.</param>
/// <param name="Lease">
/// How long a claim holds. Longer than <paramref name="Timeout"/> with all that is around it, or two workers would
/// send the same message.
/// </param>
/// <param name="Slots">Messages under way at once in one process.</param>
/// <param name="FirstDelay">The wait before a second try; it doubles with each.</param>
/// <param name="MaxAttempts">Claims after which a message that nobody took is given up; null: not before it expires.</param>
/// <param name="MaxChecks">Interrupted hand-overs after which nothing is sent again.</param>
internal sealed record OutboxLane(
    DeliveryChannel[] Channels, TimeSpan Timeout, TimeSpan Lease, int Slots, TimeSpan FirstDelay, TimeSpan MaxDelay,
    int? MaxAttempts, int MaxChecks)
{
    /// <summary>Codes: worth something for minutes, and somebody waits for each.</summary>
    public static readonly OutboxLane Codes = new(
        [DeliveryChannel.Sms, DeliveryChannel.WhatsApp],
        Timeout: TimeSpan.FromSeconds(5), Lease: TimeSpan.FromSeconds(10), Slots: 16,
        FirstDelay: TimeSpan.FromMilliseconds(200), MaxDelay: TimeSpan.FromSeconds(10), MaxAttempts: 7, MaxChecks: 6);

    /// <summary>Mails: worth something for days. A mail server may think for a while before it takes one (RFC 5321 4.5.3.2).</summary>
    public static readonly OutboxLane Mail = new(
        [DeliveryChannel.Email],
        Timeout: TimeSpan.FromSeconds(45), Lease: TimeSpan.FromSeconds(60), Slots: 4,
        FirstDelay: TimeSpan.FromSeconds(2), MaxDelay: TimeSpan.FromMinutes(15), MaxAttempts: null, MaxChecks: 4);

    public static readonly OutboxLane[] All = [Codes, Mail];

    public static OutboxLane Of(DeliveryChannel channel) => All.Single(lane => lane.Channels.Contains(channel));

    /// <summary>The wait before the next try, up to a fifth longer or shorter so that many do not come back at once.</summary>
    public TimeSpan DelayAfter(int attempts)
    {
        var doubled = FirstDelay * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        return (doubled < MaxDelay ? doubled : MaxDelay) * (RandomNumberGenerator.GetInt32(800, 1201) / 1000.0);
    }
}
