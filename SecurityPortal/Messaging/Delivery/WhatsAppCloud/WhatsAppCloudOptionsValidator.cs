using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.WhatsAppCloud;

/// <summary>Reports all faults in the Cloud API's settings together, if WhatsApp goes through it. Never shows a secret.</summary>
internal sealed partial class WhatsAppCloudOptionsValidator(IConfiguration configuration) : IValidateOptions<WhatsAppCloudOptions>
{
    public ValidateOptionsResult Validate(string? name, WhatsAppCloudOptions options)
    {
        if (!new ChosenProviders(configuration).IsChosen(WhatsAppCloudProvider.ProviderName))
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [];
        if (!ProviderUrl.IsFit(options.BaseUrl))
        {
            faults.Add($"Delivery:WhatsAppCloud:BaseUrl is '{options.BaseUrl}'. Give an https address, such as {WhatsAppCloudOptions.DefaultUrl}.");
        }

        if (!Version().IsMatch(options.ApiVersion))
        {
            faults.Add($"Delivery:WhatsAppCloud:ApiVersion is '{options.ApiVersion}'. Give a version such as v23.0.");
        }

        if (!Digits().IsMatch(options.PhoneNumberId))
        {
            faults.Add($"Delivery:WhatsAppCloud:PhoneNumberId is '{options.PhoneNumberId}'. Give Meta's id of the number, which is all digits, not the phone number itself.");
        }

        if (!Template().IsMatch(options.TemplateName))
        {
            faults.Add($"Delivery:WhatsAppCloud:TemplateName is '{options.TemplateName}'. Use only lower-case letters, digits and underscores.");
        }

        if (!Language().IsMatch(options.TemplateLanguage))
        {
            faults.Add($"Delivery:WhatsAppCloud:TemplateLanguage is '{options.TemplateLanguage}'. Give a language such as en_US.");
        }

        (string Key, string Value)[] secrets =
            [("AccessToken", options.AccessToken), ("AppSecret", options.AppSecret), ("VerifyToken", options.VerifyToken)];
        faults.AddRange(secrets.Where(secret => secret.Value.Length == 0)
            .Select(secret => $"Delivery:WhatsAppCloud:{secret.Key} is missing."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    [GeneratedRegex("^v[0-9]{1,3}[.][0-9]$")]
    private static partial Regex Version();

    [GeneratedRegex("^[0-9]{5,32}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^[a-z0-9_]{1,512}$")]
    private static partial Regex Template();

    [GeneratedRegex("^[a-z]{2,3}(_[A-Z]{2})?$")]
    private static partial Regex Language();
}
