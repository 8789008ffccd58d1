namespace SecurityPortal.Messaging.Delivery;

/// <summary>Configuration section <c>Delivery:&lt;channel&gt;</c>.</summary>
internal sealed class ChannelOptions
{
    /// <summary>
    /// Who delivers messages of this channel. None turns text messages or WhatsApp off; Development writes messages to /dev/outbox.
    /// </summary>
    /// <value>Twilio, WhatsAppCloud (WhatsApp), Smtp (email), None (not email), Development (in Development)</value>
    /// <default>none: must be set</default>
    public string Provider { get; set; } = "";
}
