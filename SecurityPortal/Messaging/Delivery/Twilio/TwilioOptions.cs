namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Configuration section <c>Delivery:Twilio</c>.</summary>
internal sealed class TwilioOptions
{
    public const string DefaultUrl = "https://api.twilio.com";

    public const string DefaultContentUrl = "https://content.twilio.com";

    public string BaseUrl { get; set; } = DefaultUrl;

    /// <summary>
    /// Where the state of the WhatsApp template is asked for, every 15 minutes. Twilio's own address when empty; nowhere when
    /// <see cref="BaseUrl"/> is another one.
    /// </summary>
    public string ContentUrl { get; set; } = "";

    public string AccountSid { get; set; } = "";

    /// <summary>Signs what Twilio tells us, also where an API key signs what we tell Twilio.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>An API key, to be used in the place of the account's token; it can be exchanged by itself.</summary>
    public string ApiKeySid { get; set; } = "";

    public string ApiKeySecret { get; set; } = "";

    /// <summary>The sender of texts: a number, a short code or up to eleven letters.</summary>
    public string From { get; set; } = "";

    /// <summary>A pool of senders, in the place of <see cref="From"/>.</summary>
    public string MessagingServiceSid { get; set; } = "";

    /// <summary>The number that sends on WhatsApp.</summary>
    public string WhatsAppFrom { get; set; } = "";

    /// <summary>The approved authentication template, whose one variable is the code.</summary>
    public string WhatsAppContentSid { get; set; } = "";

    public override string ToString() => nameof(TwilioOptions);
}
