namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Configuration section <c>Delivery:Twilio</c>.</summary>
internal sealed class TwilioOptions
{
    public const string DefaultUrl = "https://api.twilio.com";

    public const string DefaultContentUrl = "https://content.twilio.com";

    /// <summary>The URL of Twilio's API; https.</summary>
    public string BaseUrl { get; set; } = DefaultUrl;

    /// <summary>
    /// The URL at which the portal checks the state of the WhatsApp template every 15 minutes. If empty, Twilio's own, or
    /// none if <see cref="BaseUrl"/> is not Twilio's.
    /// </summary>
    /// <default>none</default>
    public string ContentUrl { get; set; } = "";

    /// <summary>The account: AC and 32 hexadecimal digits.</summary>
    /// <default>none: must be set</default>
    public string AccountSid { get; set; } = "";

    /// <summary>The account's token. Twilio signs its callbacks with it, even if an API key is used.</summary>
    /// <default>none: must be set</default>
    public string AuthToken { get; set; } = "";

    /// <summary>
    /// An API key to use instead of the account's token: SK and 32 hexadecimal digits. It can be replaced without changing the token.
    /// </summary>
    /// <default>none</default>
    public string ApiKeySid { get; set; } = "";

    /// <summary>The secret of the API key.</summary>
    /// <default>none</default>
    public string ApiKeySecret { get; set; } = "";

    /// <summary>
    /// The sender of text messages: a number, a short code or up to 11 letters. Set this or MessagingServiceSid.
    /// </summary>
    /// <default>none</default>
    public string From { get; set; } = "";

    /// <summary>A pool of senders instead of one: MG and 32 hexadecimal digits.</summary>
    /// <default>none</default>
    public string MessagingServiceSid { get; set; } = "";

    /// <summary>The number that sends WhatsApp messages. Not needed with MessagingServiceSid.</summary>
    /// <default>none</default>
    public string WhatsAppFrom { get; set; } = "";

    /// <summary>The approved authentication template, whose one variable is the code: HX and 32 hexadecimal digits.</summary>
    /// <default>none: must be set for WhatsApp</default>
    public string WhatsAppContentSid { get; set; } = "";

    public override string ToString() => nameof(TwilioOptions);
}
