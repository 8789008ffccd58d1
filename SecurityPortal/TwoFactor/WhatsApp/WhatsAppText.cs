namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>
/// Writes the WhatsApp message with a code, for sending and for the preview. WhatsApp prescribes the text of an authentication
/// template: it has no link and not our name.
/// </summary>
internal sealed class WhatsAppText(IStringLocalizer<Texts> texts)
{
    public string Of(string code) => texts["{0} is your verification code. For your security, do not share this code.", code];
}
