namespace SecurityPortal.Messaging.Delivery;

/// <summary>Configuration section <c>Delivery:&lt;channel&gt;</c>.</summary>
internal sealed class ChannelOptions
{
    /// <summary>
    /// Who delivers messages of this channel. Text messages and WhatsApp can do without a provider (None); Development
    /// writes them to /dev/outbox.
    /// </summary>
    /// <value>Twilio, WhatsAppCloud (WhatsApp), Smtp (email), None (not email), Development (in Development)</value>
    /// <default>none: must be set</default>
    public string Provider { get; set; } = "";
}
