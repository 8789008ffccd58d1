using System.Text.RegularExpressions;
using SecurityPortal.Messaging.Delivery.Http;

namespace SecurityPortal.Messaging.Delivery.Twilio;

/// <summary>Reports all faults in Twilio's settings together, if anything goes through Twilio. Never shows a secret.</summary>
internal sealed partial class TwilioOptionsValidator(IConfiguration configuration) : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var chosen = new ChosenProviders(configuration);
        if (!chosen.IsChosen(TwilioProvider.ProviderName))
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [.. Account(options)];
        if (chosen.IsChosen(TwilioProvider.ProviderName, DeliveryChannel.Sms))
        {
            faults.AddRange(Sms(options));
        }

        if (chosen.IsChosen(TwilioProvider.ProviderName, DeliveryChannel.WhatsApp))
        {
            faults.AddRange(WhatsApp(options));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Account(TwilioOptions options)
    {
        if (!ProviderUrl.IsFit(options.BaseUrl))
        {
            yield return $"Delivery:Twilio:BaseUrl is '{options.BaseUrl}'. Give an https address, such as {TwilioOptions.DefaultUrl}.";
        }

        if (options.ContentUrl.Length > 0 && !ProviderUrl.IsFit(options.ContentUrl))
        {
            yield return $"Delivery:Twilio:ContentUrl is '{options.ContentUrl}'. Give an https address, such as {TwilioOptions.DefaultContentUrl}.";
        }

        if (!AccountSid().IsMatch(options.AccountSid))
        {
            yield return $"Delivery:Twilio:AccountSid is '{options.AccountSid}'. It is AC and 32 hexadecimal digits.";
        }

        if (options.AuthToken.Length == 0)
        {
            yield return "Delivery:Twilio:AuthToken is missing. Twilio signs its callbacks with it, even if you use an API key.";
        }

        if (options.ApiKeySid.Length == 0 != (options.ApiKeySecret.Length == 0))
        {
            yield return "Delivery:Twilio:ApiKeySid and Delivery:Twilio:ApiKeySecret belong together: give both or neither.";
        }
        else if (options.ApiKeySid.Length > 0 && !KeySid().IsMatch(options.ApiKeySid))
        {
            yield return $"Delivery:Twilio:ApiKeySid is '{options.ApiKeySid}'. It is SK and 32 hexadecimal digits.";
        }

        if (options.MessagingServiceSid.Length > 0 && !ServiceSid().IsMatch(options.MessagingServiceSid))
        {
            yield return $"Delivery:Twilio:MessagingServiceSid is '{options.MessagingServiceSid}'. It is MG and 32 hexadecimal digits.";
        }
    }

    private static IEnumerable<string> Sms(TwilioOptions options)
    {
        if (options.From.Length == 0 == (options.MessagingServiceSid.Length == 0))
        {
            yield return "Delivery:Twilio:From and Delivery:Twilio:MessagingServiceSid: give one of them. It sends the text messages.";
        }

        if (options.From.Length > 0 && !Sender().IsMatch(options.From))
        {
            yield return $"Delivery:Twilio:From is '{options.From}'. Give a number such as +14155550100, a short code, or up to 11 letters.";
        }
    }

    private static IEnumerable<string> WhatsApp(TwilioOptions options)
    {
        if (options.WhatsAppFrom.Length > 0 && !Number().IsMatch(options.WhatsAppFrom))
        {
            yield return $"Delivery:Twilio:WhatsAppFrom is '{options.WhatsAppFrom}'. Give a number such as +14155550100.";
        }

        if (options.WhatsAppFrom.Length == 0 && options.MessagingServiceSid.Length == 0)
        {
            yield return "Delivery:Twilio:WhatsAppFrom is missing: the number that sends on WhatsApp.";
        }

        if (!ContentSid().IsMatch(options.WhatsAppContentSid))
        {
            yield return $"Delivery:Twilio:WhatsAppContentSid is '{options.WhatsAppContentSid}'. It is HX and 32 hexadecimal digits.";
        }
    }

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$")]
    private static partial Regex AccountSid();

    [GeneratedRegex("^SK[0-9a-fA-F]{32}$")]
    private static partial Regex KeySid();

    [GeneratedRegex("^MG[0-9a-fA-F]{32}$")]
    private static partial Regex ServiceSid();

    [GeneratedRegex("^HX[0-9a-fA-F]{32}$")]
    private static partial Regex ContentSid();

    [GeneratedRegex(@"^(whatsapp:)?\+[1-9][0-9]{1,14}$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(\+[1-9][0-9]{1,14}|[A-Za-z0-9 ]{1,11})$")]
    private static partial Regex Sender();
}
