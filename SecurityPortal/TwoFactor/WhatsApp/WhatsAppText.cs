namespace SecurityPortal.TwoFactor.WhatsApp;

/// <summary>
/// The words of a WhatsApp message with a code, for the message itself and for whoever is to know it again. WhatsApp fixes the
/// words of an authentication template: no link, no name of ours.
/// </summary>
internal sealed class WhatsAppText(IStringLocalizer<Texts> texts)
{
    public string Of(string code) => texts["{0} is your verification code. For your security, do not share this code.", code];
}
