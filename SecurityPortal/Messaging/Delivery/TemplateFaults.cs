namespace SecurityPortal.Messaging.Delivery;

/// <summary>
/// Explains which fault of a WhatsApp template an error code of Meta or Twilio means, so that the operator need not look it
/// up while people wait for codes.
/// </summary>
internal static class TemplateFaults
{
    /// <summary>Returns the fault of the template; null if the code is not about templates.</summary>
    public static string? Of(int code) => code switch
    {
        132001 or 63027 => "no approved template of this name and language",
        132015 or 63041 => "the template is paused",
        132016 or 63042 => "the template is disabled",
        132007 => "the template breaks WhatsApp's policy",
        132000 or 132012 or 63028 or 63030 => "the template takes other parameters",
        132005 => "the template's text is too long",
        _ => null,
    };

    /// <summary>Returns the code, and its meaning if it is about the template: "WhatsApp 132015: the template is paused".</summary>
    public static string Reason(string provider, int code) => Of(code) is { } words ? $"{provider} {code}: {words}" : $"{provider} {code}";
}
