namespace SecurityPortal.TwoFactor.Sms;

/// <summary>
/// Writes the text message with a code, for sending and for the preview. Its last line binds the code to our origin, so that
/// browsers fill it in only here (WICG, Origin-bound one-time codes delivered via SMS).
/// </summary>
internal sealed class SmsText(IStringLocalizer<Texts> texts, IOptions<PortalOptions> portal)
{
    public string Of(string code) =>
        $"{texts["{0} is your {1} code. Don't share it.", code, portal.Value.Name]}\n\n@{portal.Value.PublicUri.Host} #{code}";
}
