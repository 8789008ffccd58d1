namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>Configuration section <c>Delivery:WhatsAppCloud</c>: Meta's own WhatsApp Business Cloud API.</summary>
internal sealed class WhatsAppCloudOptions
{
    public const string DefaultUrl = "https://graph.facebook.com";

    public string BaseUrl { get; set; } = DefaultUrl;

    public string ApiVersion { get; set; } = "v23.0";

    public string PhoneNumberId { get; set; } = "";

    public string AccessToken { get; set; } = "";

    /// <summary>Signs what Meta tells us.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The word by which Meta proves, once, that the address of the webhook was entered by us.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>An approved template of the category AUTHENTICATION with a button that copies the code.</summary>
    public string TemplateName { get; set; } = "";

    public string TemplateLanguage { get; set; } = "en_US";

    public override string ToString() => nameof(WhatsAppCloudOptions);
}
