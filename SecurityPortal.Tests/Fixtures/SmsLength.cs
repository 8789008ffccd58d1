namespace SecurityPortal.Tests.Fixtures;

/// <summary>How many parts a text is sent and billed in (3GPP TS 23.038, 23.040).</summary>
internal static class SmsLength
{
    private const int GsmAlone = 160;
    private const int GsmPart = 153;
    private const int UcsAlone = 70;
    private const int UcsPart = 67;

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Each is sent as two characters.
    private const string Extended = "\f^{}\\[~]|€";

    /// <summary>Returns whether every character is in the GSM alphabet; any other more than halves what fits into a part.</summary>
    public static bool IsGsm(string text) => text.All(letter => Basic.Contains(letter) || Extended.Contains(letter));

    public static int Parts(string text)
    {
        var (length, alone, part) = IsGsm(text)
            ? (text.Length + text.Count(Extended.Contains), GsmAlone, GsmPart)
            : (text.Length, UcsAlone, UcsPart);
        return length <= alone ? 1 : (length + part - 1) / part;
    }
}
