namespace SecurityPortal.Platform.Web;

/// <summary>Refuses at start what <c>security.txt</c> cannot contain: contacts have to be addresses, and each fits on one line.</summary>
internal sealed class SecurityTxtValidator : IValidateOptions<PortalOptions>
{
    private static readonly string[] Schemes = [Uri.UriSchemeMailto, Uri.UriSchemeHttps, "tel"];

    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var settings = options.SecurityTxt;
        List<string> faults =
        [
            .. settings.Contacts.Select((contact, at) => (contact, at)).Where(each => !IsAddress(each.contact, Schemes)).Select(each =>
                $"Portal:SecurityTxt:Contacts:{each.at} is '{each.contact}'. Give an address that begins with mailto:, https:// or tel:."),
            .. settings.Policy.Length == 0 || IsAddress(settings.Policy, [Uri.UriSchemeHttps])
                ? Array.Empty<string>()
                : [$"Portal:SecurityTxt:Policy is '{settings.Policy}'. Give an address that begins with https://."],
            .. settings.Languages.Select((language, at) => (language, at)).Where(each => !IsLanguage(each.language)).Select(each =>
                $"Portal:SecurityTxt:Languages:{each.at} is '{each.language}'. Give a language tag such as en or pt-BR."),
            .. settings.Contacts.Length == 0 && settings.Policy.Length + settings.Languages.Length > 0
                ? ["Portal:SecurityTxt has no Contacts. Without one there is no security.txt."]
                : Array.Empty<string>(),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsAddress(string text, string[] schemes) =>
        !text.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign))
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme);

    private static bool IsLanguage(string tag) => tag.Length is >= 2 and <= 35 && tag.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
}
