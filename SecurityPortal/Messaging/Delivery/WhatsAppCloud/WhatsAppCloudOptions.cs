namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>Configuration section <c>Delivery:WhatsAppCloud</c>: Meta's own WhatsApp Business Cloud API.</summary>
internal sealed class WhatsAppCloudOptions
{
    public const string DefaultUrl = "https://graph.facebook.com";

    /// <summary>The URL of Meta's API; https.</summary>
    public string BaseUrl { get; set; } = DefaultUrl;

    /// <summary>The version of the API.</summary>
    public string ApiVersion { get; set; } = "v23.0";

    /// <summary>Meta's id of the sending number, 5 to 32 digits. It is not the phone number.</summary>
    /// <default>none: must be set</default>
    public string PhoneNumberId { get; set; } = "";

    /// <summary>The token that the portal sends with each request.</summary>
    /// <default>none: must be set</default>
    public string AccessToken { get; set; } = "";

    /// <summary>The secret that Meta signs its callbacks with.</summary>
    /// <default>none: must be set</default>
    public string AppSecret { get; set; } = "";

    /// <summary>The token with which Meta verifies, once, that the operator entered the webhook's URL.</summary>
    /// <default>none: must be set</default>
    public string VerifyToken { get; set; } = "";

    /// <summary>An approved template of the category AUTHENTICATION with a button that copies the code.</summary>
    /// <default>none: must be set</default>
    public string TemplateName { get; set; } = "";

    /// <summary>The language of that template.</summary>
    public string TemplateLanguage { get; set; } = "en_US";

    public override string ToString() => nameof(WhatsAppCloudOptions);
}
